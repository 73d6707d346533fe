import type { Db, Tx } from '../../../kernel/spine.ts'
import type { ParkedAt, ToldAt } from './rules/public-view.ts'
import type { ReportRow } from './types.ts'

const columns = `id, code, source, type, content, area, lon, lat, sent_lon, sent_lat, accuracy_m, address, person, phone, contact_name, email, happened_at, received_at,
  state, event, outcome, told_at, demo, object`

/** The report with this id, phone, name and e-mail unmasked: whoever shows it masks them. Null when there is none. */
export async function reportById(db: Db, id: string): Promise<ReportRow | null> {
  return (await db.query<ReportRow>(`select ${columns} from reports where id = $1`, [id]))[0] ?? null
}

export async function reportByCode(db: Db, code: string): Promise<ReportRow | null> {
  return (await db.query<ReportRow>(`select ${columns} from reports where code = $1`, [code]))[0] ?? null
}

/** Reports whose matter an event is, merged ones included; oldest first. Unmasked. */
export function reportsOfEvent(db: Db, event: string): Promise<ReportRow[]> {
  return db.query<ReportRow>(`select ${columns} from reports where event = $1 order by received_at, id`, [event])
}

/** A person's own reports, newest first; `before` is the id of the last one of the page before. */
export function reportsOfPerson(db: Db, person: string, page: { before: string | null; limit: number }): Promise<ReportRow[]> {
  return db.query<ReportRow>(
    `select ${columns} from reports
     where person = $1 and ($2::uuid is null or (received_at, id) < (select b.received_at, b.id from reports b where b.id = $2))
     order by received_at desc, id desc limit $3`,
    [person, page.before, page.limit],
  )
}

export async function insertReport(tx: Tx, report: ReportRow): Promise<void> {
  await tx.query(
    `insert into reports (id, code, source, type, content, area, lon, lat, accuracy_m, address, person, phone, contact_name, happened_at,
       received_at, state, event, outcome, told_at, demo, email, object, sent_lon, sent_lat)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
    [
      report.id,
      report.code,
      report.source,
      report.type,
      report.content,
      report.area,
      report.lon,
      report.lat,
      report.accuracy_m,
      report.address,
      report.person,
      report.phone,
      report.contact_name,
      report.happened_at,
      report.received_at,
      report.state,
      report.event,
      report.outcome,
      report.told_at,
      report.demo,
      report.email,
      report.object,
      report.sent_lon,
      report.sent_lat,
    ],
  )
}

/** Reports by id, locked in the order of their ids so that two cascades never wait for each other crosswise. */
export function lockReports(tx: Tx, ids: string[]): Promise<ReportRow[]> {
  return tx.query<ReportRow>(`select ${columns} from reports where id = any($1::uuid[]) order by id for update`, [ids])
}

export function lockReportsOfEvent(tx: Tx, event: string): Promise<ReportRow[]> {
  return tx.query<ReportRow>(`select ${columns} from reports where event = $1 order by id for update`, [event])
}

/** Reports that came to one of these events, wherever they follow now. */
export function lockReportsFrom(tx: Tx, homes: string[]): Promise<ReportRow[]> {
  return tx.query<ReportRow>(`select ${columns} from reports where home_event = any($1::uuid[]) order by id for update`, [homes])
}

/** Where a report belongs is settled by the first event it comes to; merges only change which one it follows. Without an event it has none. */
export async function changeReport(tx: Tx, id: string, to: Pick<ReportRow, 'state' | 'outcome' | 'event'>): Promise<void> {
  await tx.query(
    'update reports set state = $2, outcome = $3, event = $4, home_event = case when $4::uuid is null then null else coalesce(home_event, $4) end, told_at = $5 where id = $1',
    [id, to.state, to.outcome, to.event, tx.now],
  )
}

/** What the reporter was told, oldest first. */
export async function toldOf(db: Db, report: string): Promise<ToldAt[]> {
  return db.query<ToldAt>(
    `select recorded_at as at, body->>'outcome' as outcome from facts where subject = $1 and kind = 'reporter.told' order by recorded_at, id`,
    [report],
  )
}

/** The public dates an event was parked until, oldest first. */
export async function parkedOf(db: Db, event: string): Promise<ParkedAt[]> {
  return db.query<ParkedAt>(
    `select recorded_at as at, body->>'until' as until from facts where subject = $1 and kind = 'event.parked' order by recorded_at, id`,
    [event],
  )
}

import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Words } from '../../../../../contract/words.ts'
import type { RequestTable, Waiting } from '../../../../city/second-person/types.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'

/** A definition that shall follow a version; `area`: path of the area the vital belongs to. */
export type Request = { id: string; vital: number; version: number; definition: VitalDefinition; area: string; lapsesAt: Date }
export type RequestRow = Request &
  Waiting & { code: string; name: string; home: string | null; askedByName: string; askedAt: Date }

const columns = `r.id, r.vital, r.version, r.definition, r.area, r.lapses_at as "lapsesAt", v.code, v.name, v.home, r.state, r.asked_by as "askedBy",
  p.name as "askedByName", r.asked_at as "askedAt"`
const from = 'from vital_requests r join vitals v on v.id = r.vital join persons p on p.id = r.asked_by'

export const vitalRequests: RequestTable = { table: 'vital_requests', columns, from }

/** Keeps a request; false: one of the same vital waits already. */
export async function insertRequest(tx: Tx, one: Request & { by: string }): Promise<boolean> {
  const rows = await tx.query(
    `insert into vital_requests (id, vital, version, definition, area, asked_by, asked_at, lapses_at) values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
     on conflict (vital) where state = 'waiting' do nothing returning 1`,
    [one.id, one.vital, one.version, JSON.stringify(one.definition), one.area, one.by, tx.now, one.lapsesAt],
  )
  return rows.length > 0
}

/** The definition of a vital that waits for a second person; null: none does. */
export async function waitingOf(db: Db, vital: number): Promise<RequestRow | null> {
  return (await db.query<RequestRow>(`select ${columns} ${from} where r.vital = $1 and r.state = 'waiting'`, [vital]))[0] ?? null
}

/** A request as a list shows it, without its definition: a sheet may ask for thousands. */
export type WaitingHead = Waiting & Pick<RequestRow, 'code' | 'home' | 'version' | 'askedByName' | 'askedAt'> & { name: Words }

/** All that wait, the oldest first. */
export const allWaiting = (db: Db): Promise<WaitingHead[]> =>
  db.query<WaitingHead>(
    `select r.id, v.code, r.definition->'name' as name, v.home, r.version, r.state, r.asked_by as "askedBy", p.name as "askedByName",
       r.asked_at as "askedAt", r.lapses_at as "lapsesAt" ${from} where r.state = 'waiting' order by r.asked_at, r.id`,
  )

/** The vital a request is of; null: there is no such request. */
export async function codeOf(db: Db, request: string): Promise<string | null> {
  const [row] = await db.query<{ code: string }>(
    'select v.code from vital_requests r join vitals v on v.id = r.vital where r.id = $1',
    [request],
  )
  return row?.code ?? null
}

/** Who confirmed versions of a vital, by the version. */
export async function confirmedBy(db: Db, vital: number): Promise<Map<number, string>> {
  const rows = await db.query<{ version: number; name: string }>(
    `select r.version + 1 as version, p.name from vital_requests r join persons p on p.id = r.decided_by where r.vital = $1 and r.state = 'confirmed'`,
    [vital],
  )
  return new Map(rows.map(({ version, name }) => [version, name]))
}

import type { Severity } from '../../../contract/scales.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { NewDoubt, Raise } from './rules/doubt.ts'

export type DoubtRow = {
  id: string
  device: string
  device_name: string
  object: string
  object_name: string
  pack: string
  family: string
  cap: Severity
  reason: string
  event: string
  event_no: string
  since: Date
  until: Date
  ended_at: Date | null
  ended_why: 'over' | 'repaired' | null
  area: string
}

const columns = `d.id, d.device, v.name as device_name, v.object, o.name as object_name, d.pack, d.family, d.cap, d.reason, d.event,
  coalesce(e.no, '') as event_no, d.since, d.until, d.ended_at, d.ended_why, d.area`
const joined =
  'sensor_doubts d join devices v on v.id = d.device join objects o on o.id = v.object left join events e on e.id = d.event'

export const doubtKey = (device: string, family: string): string => `${device}\n${family}`

/** How far some devices are believed, of those that are doubted, by `doubtKey`. */
export async function capsOf(db: Db, devices: readonly string[]): Promise<Map<string, Severity>> {
  const rows = await db.query<{ device: string; family: string; cap: Severity }>(
    'select device, family, cap from sensor_doubts where device = any($1) and ended_at is null',
    [devices],
  )
  return new Map(rows.map(({ device, family, cap }) => [doubtKey(device, family), cap]))
}

/** What took an alarm up, in its order. */
export const raisesOf = (db: Db, alarm: string): Promise<Raise[]> =>
  db.query<Raise>(
    `select device, rule, from_severity as "from", to_severity as "to" from alarm_changes where alarm = $1 and cause is null order by seq`,
    [alarm],
  )

/** Remembers a doubt; one that runs already is renewed, with the newer reason and never shorter. Answers its id. */
export async function insertDoubt(
  tx: Tx,
  doubt: NewDoubt & { pack: string; event: string; reason: string; area: string },
): Promise<string> {
  const { device, family, pack, cap, event, reason, until, area } = doubt
  const [row] = await tx.query<{ id: string }>(
    `insert into sensor_doubts (id, device, family, pack, cap, event, reason, since, until, area) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (device, family) where ended_at is null do update set cap = excluded.cap, event = excluded.event, reason = excluded.reason,
       until = greatest(sensor_doubts.until, excluded.until) returning id`,
    [tx.newId(), device, family, pack, cap, event, reason, tx.now, until, area],
  )
  return row!.id
}

/** A doubt that runs, locked; null when it is over. */
export async function lockDoubt(tx: Tx, id: string): Promise<DoubtRow | null> {
  const [row] = await tx.query<DoubtRow>(
    `select ${columns} from ${joined} where d.id = $1 and d.ended_at is null for update of d`,
    [id],
  )
  return row ?? null
}

export async function endDoubt(tx: Tx, id: string, why: 'over' | 'repaired'): Promise<void> {
  await tx.query('update sensor_doubts set ended_at = $2, ended_why = $3, ended_by = $4 where id = $1', [
    id,
    tx.now,
    why,
    tx.actor.id,
  ])
}

/** Doubts under some paths: those that run, then the newest of those that are over. */
export const doubtsUnder = (db: Db, paths: readonly string[]): Promise<DoubtRow[]> =>
  db.query<DoubtRow>(
    `select ${columns} from ${joined} where exists (select 1 from unnest($1::text[]) p where starts_with(d.area, p))
     order by (d.ended_at is not null), d.since desc, d.id limit 200`,
    [paths],
  )

/** Doubts of a device that ran at a moment. */
export const doubtsAt = (db: Db, device: string, at: Date): Promise<DoubtRow[]> =>
  db.query<DoubtRow>(
    `select ${columns} from ${joined} where d.device = $1 and d.since <= $2 and coalesce(d.ended_at, d.until) > $2 order by d.since`,
    [device, at],
  )

import type { FactKind } from '../../../../contract/fact.ts'
import { afterPosition, type Position, safePosition } from '../../../kernel/facts.ts'
import { lockKeys } from '../../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** Name of the reader in `positions`. */
const reader = 'evaluation'

/** The facts up to which cases are judged, locked; null before the first time. */
export async function lockPosition(tx: Tx): Promise<Position | null> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.evaluation])
  const [row] = await tx.query<Position>('select tx::text, id::text from positions where reader = $1', [reader])
  return row ?? null
}

export const savePosition = (tx: Tx, to: Position): Promise<unknown> =>
  tx.query(
    `insert into positions (reader, tx, id) values ($1, $2::xid8, $3)
     on conflict (reader) do update set tx = excluded.tx, id = excluded.id`,
    [reader, to.tx, to.id],
  )

/** From here on cases are judged as their facts come; what there was before is judged in parts, the newest first. */
export async function beginHistory(tx: Tx): Promise<void> {
  await savePosition(tx, await safePosition(tx))
  await tx.query(
    `insert into evaluation_history (opened_at, event, done) values ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', false) on conflict do nothing`,
  )
}

type Told = {
  tx: string
  id: string
  kind: FactKind
  subject: string
  event: string | null
  object: string | null
  alarm: string | null
  report: string | null
}
export type Unread = { events: string[]; to: Position; more: boolean }

/** Cases something happened to after a position, and where the reader stands when they are judged. */
export async function unreadCases(db: Db, after: Position, kinds: readonly FactKind[], limit: number): Promise<Unread> {
  const safe = await safePosition(db)
  const rows = await db.query<Told>(
    `select tx::text, id::text, kind, subject, body->>'event' as event, body->>'object' as object, body->>'alarm' as alarm, body->>'report' as report
     from facts where ${afterPosition} and tx <= $3::xid8 and kind = any($4) order by facts.tx, facts.id limit $5`,
    [after.tx, after.id, safe.tx, kinds, limit],
  )
  const more = rows.length === limit
  const last = more ? rows.at(-1) : undefined
  const of = (kind: string): Told[] => rows.filter((one) => one.kind.startsWith(kind))
  const beside =
    rows.length === 0 ? [] : await casesBeside(db, { alarms: of('alarm.'), signals: of('signal.'), reports: of('hotline.') })
  const events = new Set([...rows.flatMap(({ event }) => event ?? []), ...beside])
  return { events: [...events], to: last ? { tx: last.tx, id: last.id } : safe, more }
}

/** Cases facts of other things belong to: alarms that were raised again or cleared, signals that were split off, reporters who were called back. */
async function casesBeside(
  db: Db,
  { alarms, signals, reports }: { alarms: Told[]; signals: Told[]; reports: Told[] },
): Promise<string[]> {
  if (alarms.length + signals.length + reports.length === 0) return []
  const rows = await db.query<{ id: string | null }>(
    `select e.id from alarms told join alarms a on a.object = told.object and a.family = told.family join events e on e.object = a.object and e.alarm = a.id
     where told.id = any($2::uuid[]) and told.object = any($1) and (e.closed_at is null or e.closed_at >= told.since)
     union select unnest(array[s.event, s.home_event]) from signals s where s.id = any($3::uuid[])
     union select r.event from reports r where r.id = any($4::uuid[])`,
    [
      alarms.flatMap(({ object }) => object ?? []),
      alarms.flatMap(({ alarm }) => alarm ?? []),
      signals.map(({ subject }) => subject),
      reports.flatMap(({ report }) => report ?? []),
    ],
  )
  return rows.flatMap(({ id }) => id ?? [])
}

export type History = { before: string; event: string }

/** Where the judging of what there was before stands; null: all of it is done. */
export async function historyLeft(db: Db): Promise<History | null> {
  const [row] = await db.query<History>(`select opened_at::text as before, event from evaluation_history where not done`)
  return row ?? null
}

/** The day before which cases may not be judged yet, in a zone; null: all are. */
export async function countedFrom(db: Db, { zone, now }: { zone: string; now: Date }): Promise<string | null> {
  const [row] = await db.query<{ day: string }>(
    `select (least(opened_at, $2) at time zone $1)::date::text as day from evaluation_history where not done`,
    [zone, now],
  )
  return row?.day ?? null
}

/** The next cases from before, and how far they reach; moves on past them. None left: done. */
export async function nextOfHistory(tx: Tx, { before, event }: History, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string; at: string }>(
    `select id, opened_at::text as at from events where (opened_at, id) < ($1::timestamptz, $2::uuid) and not exercise and state not in ('merged', 'self-handled')
     order by opened_at desc, id desc limit $3`,
    [before, event, limit],
  )
  const last = rows.at(-1)
  if (last && rows.length === limit)
    await tx.query('update evaluation_history set opened_at = $1::timestamptz, event = $2', [last.at, last.id])
  else await tx.query('update evaluation_history set done = true')
  return rows.map(({ id }) => id)
}

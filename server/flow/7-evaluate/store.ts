import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { countedKinds } from './rules/ticks-of.ts'
import { type CountDifference, type CountSums, countNames, type Tick } from './types.ts'

/** Name of the after-commit handler in flow.ts: claims under this name are facts not counted yet. */
export const counting = 'count'

/** Adds one each. Called in the same transaction that removes the fact's claim. */
export async function addTicks(tx: Tx, ticks: Tick[]): Promise<void> {
  if (ticks.length === 0) return
  await tx.query(
    `insert into area_counts (area, day, name, n) select area, day, name, 1 from unnest($1::text[], $2::date[], $3::text[]) as t(area, day, name)
     order by area, day, name on conflict (area, day, name) do update set n = area_counts.n + 1`,
    [ticks.map((tick) => tick.area), ticks.map((tick) => tick.day), ticks.map((tick) => tick.name)],
  )
}

/** The accept limit an order was asked with, from the fact that asked; null when there is none. */
export async function findAcceptBy(db: Db, event: string, order: string): Promise<Date | null> {
  const [row] = await db.query<{ accept_by: string }>(
    `select body->>'acceptBy' as accept_by from facts where subject = $1 and kind = 'work-order.asked' and body->>'order' = $2 order by recorded_at limit 1`,
    [event, order],
  )
  return row ? new Date(row.accept_by) : null
}

/**
 * All counted facts, counted afresh by SQL alone; facts whose claim still waits are left out, as the stored counts lack them
 * too. One statement sees one state of the database, so this holds while the city runs. $1 kinds, $2 zone, $3 handler.
 */
const freshCount = `
  select array_to_string((string_to_array(f.area, '/'))[1:least(3, array_length(string_to_array(f.area, '/'), 1) - 1)], '/') || '/' as area,
    (f.recorded_at at time zone $2)::date as day, named.name, count(*) as n
  from facts f
  cross join lateral (
    select case f.kind
      when 'event.opened' then 'opened' when 'event.dispatched' then 'dispatched' when 'event.closed' then 'closed' when 'event.reopened' then 'reopened'
      when 'event.false-alarm' then 'false-alarm' when 'work-order.accepted' then 'accepted' when 'work-order.overdue' then 'overdue'
      when 'work-order.returned' then 'returned' when 'check.failed' then 'sent-back'
      when 'alarm.cleared' then case when (f.body->>'byDevice')::boolean then 'auto-cleared' end end as name
    union all
    select 'accepted-on-time' where f.kind = 'work-order.accepted' and f.recorded_at <= (
      select (a.body->>'acceptBy')::timestamptz from facts a
      where a.subject = f.body->>'event' and a.kind = 'work-order.asked' and a.body->>'order' = f.body->>'order' order by a.recorded_at limit 1)
  ) named
  where f.kind = any($1) and f.area is not null and named.name is not null
    and not exists (select 1 from fact_work w where w.fact_at = f.recorded_at and w.fact_id = f.id and w.handler = $3)
  group by 1, 2, 3`

/** Empties the table and counts all facts anew. Handlers wait for the lock meanwhile, so nothing is lost or doubled. */
export async function rebuildCounts(tx: Tx, zone: string): Promise<void> {
  await tx.query('lock table area_counts in share row exclusive mode')
  await tx.query('delete from area_counts')
  await tx.query(`insert into area_counts (area, day, name, n) ${freshCount}`, [countedKinds, zone, counting])
}

/** Cells where the stored number is not the counted one; empty when all is well. At most 1,000. */
export async function compareCounts(db: Db, zone: string): Promise<CountDifference[]> {
  return db.query<CountDifference>(
    `with counted as (${freshCount})
     select coalesce(s.area, c.area) as area, coalesce(s.day, c.day)::text as day, coalesce(s.name, c.name) as name,
       coalesce(s.n, 0)::float8 as stored, coalesce(c.n, 0)::float8 as counted
     from area_counts s full join counted c on c.area = s.area and c.day = s.day and c.name = s.name
     where coalesce(s.n, 0) <> coalesce(c.n, 0) order by 1, 2, 3 limit 1000`,
    [countedKinds, zone, counting],
  )
}

/** Sums over the parts of the city in a scope, from a day to a day ('YYYY-MM-DD', both included). */
export async function readCounts(db: Db, scope: readonly string[], days: { from: string; to: string }): Promise<CountSums> {
  const values: unknown[] = [days.from, days.to]
  const rows = await db.query<{ name: keyof CountSums; n: number }>(
    `select name, sum(n)::float8 as n from area_counts c where day >= $1 and day <= $2 and ${scopeSql('c.area', scope, values)} group by name`,
    values,
  )
  const found = new Map(rows.map((row) => [row.name, row.n]))
  return Object.fromEntries(countNames.map((name) => [name, found.get(name) ?? 0])) as CountSums
}

/** Is the event a drill? */
export async function isExercise(db: Db, event: string): Promise<boolean> {
  return (await db.query('select 1 from events where exercise and id::text = $1', [event])).length > 0
}

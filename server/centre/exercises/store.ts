import type { ExerciseSheet } from '../../../contract/exercise.ts'
import type { Plan } from '../../../contract/pack.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { eventsSql } from '../desk/store-sight.ts'
import type { DrillOrder } from './rules/steps.ts'

export type Ending = { at: Date; name: string; reason: string | null }

/** How it ended, and by whom; null: it goes on. */
export async function endedBy(db: Db, event: string): Promise<Ending | null> {
  const [row] = await db.query<Ending>(
    `select recorded_at as at, coalesce(actor->>'name', '') as name, body->>'reason' as reason from facts
     where subject = $1 and kind in ('exercise.ended', 'exercise.promoted', 'event.closed', 'event.false-alarm') order by recorded_at desc limit 1`,
    [event],
  )
  return row ?? null
}

type Line = ExerciseSheet['rows'][number]

/** Every post that was called or told, in the order in which it was; with when somebody answered, and the ways that were tried. */
export const calledPosts = (db: Db, event: string, from: Date): Promise<Line[]> =>
  db.query<Line>(
    `select p.id as post, p.name as "postName", u.name as "unitName", bool_and(c.inform) as inform, min(c.step) as step,
       round(extract(epoch from min(c.called_at) - $2))::int as "calledS",
       round(extract(epoch from (select min(w.accepted_at) from work_orders w
         where w.event = $1 and w.accepted_by in (select x.person from calls x where x.event = $1 and x.post = p.id)) - $2))::int as "answeredS",
       coalesce((select array_agg(distinct a.channel order by a.channel) from call_attempts a where a.event = $1 and a.post = p.id), '{}') as ways,
       (select w.state from calls x join work_orders w on w.id = x.work_order where x.event = $1 and x.post = p.id order by x.called_at desc limit 1) as "order"
     from calls c join posts p on p.id = c.post join units u on u.id = p.unit where c.event = $1
     group by p.id, p.name, u.name order by min(c.called_at), min(c.step), p.id`,
    [event, from],
  )

/** The number of the live event a drill was promoted to. */
export async function numberOf(db: Db, event: string): Promise<string> {
  const [row] = await db.query<{ no: string }>('select no from events where id = $1', [event])
  return row?.no ?? ''
}

export type DrillLine = {
  event: string
  no: string
  title: string
  type: string
  grade: Grade
  area_name: string
  started_at: Date
  started_by: string
  ended_at: Date | null
  live: string | null
  live_no: string | null
}

type Asked = { caller: Caller; wanted: readonly string[] | null }

/** Drills in the caller's sight, newest first, after the one a page ended with. */
export function readDrills(db: Db, { caller, wanted }: Asked, page: { after: Key | null; limit: number }): Promise<DrillLine[]> {
  const values: unknown[] = [page.limit]
  const sight = eventsSql(caller, wanted, values)
  const after = page.after
    ? ` and (e.opened_at, e.id) < (${add(values, page.after.at)}, ${add(values, page.after.id)}::uuid)`
    : ''
  return db.query<DrillLine>(
    `select e.id as event, e.no, e.title, e.type, e.grade, concat_ws(' ', d.name, t.name) as area_name, e.opened_at as started_at,
       coalesce((select f.actor->>'name' from facts f where f.subject = e.id::text and f.kind = 'event.opened' order by f.recorded_at limit 1), '') as started_by,
       e.closed_at as ended_at, e.promoted_to as live, l.no as live_no
     from events e left join areas d on d.code = split_part(e.area, '/', 2) left join areas t on t.code = split_part(e.area, '/', 3)
       left join events l on l.id = e.promoted_to
     where e.exercise and ${sight}${after} order by e.opened_at desc, e.id desc limit $1`,
    values,
  )
}

export type LastDrill = { type: string; event: string; started_at: Date; ended_at: Date | null; drills: number }

/** Of each type that was drilled in the caller's sight: how often, and the last one. */
export function readLast(db: Db, { caller, wanted }: Asked): Promise<LastDrill[]> {
  const values: unknown[] = []
  const sight = eventsSql(caller, wanted, values)
  return db.query<LastDrill>(
    `select distinct on (e.type) e.type, e.id as event, e.opened_at as started_at, e.closed_at as ended_at, count(*) over (partition by e.type)::int as drills
     from events e where e.exercise and ${sight} order by e.type, e.opened_at desc, e.id desc`,
    values,
  )
}

/** The orders of drills with their limits, in the order in which they were asked. */
export const drillOrders = (db: Db, events: readonly string[]): Promise<(DrillOrder & { event: string })[]> =>
  db.query(
    `select id, event, unit_name, role, state, asked_at, accept_by, accepted_at, arrive_by, arrived_at, finish_by, submitted_at, done_at
     from work_orders where event = any($1) order by asked_at, role desc, id`,
    [events],
  )

/** Posts that had to answer in each drill, and how many of them did: of who is only told nothing is asked. */
export const answeredOf = (db: Db, events: readonly string[]): Promise<{ event: string; n: number; of: number }[]> =>
  db.query(
    `select c.event, count(distinct c.post)::int as of, (count(distinct c.post) filter (where exists (
       select 1 from work_orders w where w.event = c.event and w.accepted_by = c.person)))::int as n
     from calls c where c.event = any($1) and not c.inform group by c.event`,
    [events],
  )

/** The plan a drill was dispatched by, and the rungs of the lead that somebody was called on. Null: it was not dispatched yet. */
export async function drilledPlan(
  db: Db,
  event: string,
): Promise<{ plan: Plan; version: number; called: number[]; step: number } | null> {
  const [row] = await db.query<{ plan: Plan; version: number; called: number[]; step: number }>(
    `select d.plan, d.plan_version as version, coalesce(array_agg(distinct c.step) filter (where c.step is not null), '{}') as called,
       coalesce(max(w.step), 0) as step
     from dispatches d left join work_orders w on w.event = d.event and w.role = 'lead'
       left join calls c on c.work_order = w.id and not c.inform where d.event = $1 group by d.event, d.plan, d.plan_version`,
    [event],
  )
  return row ?? null
}

/** What was noted in it, oldest first. */
export const notesOf = (db: Db, event: string): Promise<{ at: Date; by: string; note: string }[]> =>
  db.query(
    `select recorded_at as at, coalesce(actor->>'name', '') as by, body->>'note' as note from facts
     where subject = $1 and kind = 'exercise.noted' order by recorded_at, id limit 200`,
    [event],
  )

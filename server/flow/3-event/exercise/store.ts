import type { ExerciseSheet } from '../../../../contract/exercise.ts'
import type { Db } from '../../../kernel/spine.ts'

export type Began = { at: Date; by: string; name: string }

/** Who began an event by hand, and when: from its first fact. */
export async function begunBy(db: Db, event: string): Promise<Began> {
  const [row] = await db.query<Began>(
    `select recorded_at as at, actor->>'id' as by, coalesce(actor->>'name', '') as name from facts where subject = $1 and kind = 'event.opened' order by recorded_at limit 1`,
    [event],
  )
  return row!
}

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

/** The live event of an object and a family that is not over; null: there is none. */
export async function openOn(db: Db, object: string | null, family: string | null): Promise<string | null> {
  const [row] = await db.query<{ no: string }>(
    `select no from events where object = $1 and family = $2 and not exercise and state not in ('closed', 'merged', 'false-alarm', 'self-handled') limit 1`,
    [object, family],
  )
  return row?.no ?? null
}

import type { Db } from '../../kernel/spine.ts'

export type EndedEvent = { id: string; no: string; object: string; family: string }

/** An ended event and all that were merged into it, as far as they came from an alarm: their alarms have nobody any more. */
export const endedWith = (db: Db, event: string): Promise<EndedEvent[]> =>
  db.query<EndedEvent>(
    `with recursive ended as (
       select id, no, object, family from events where id = $1
       union select e.id, e.no, e.object, e.family from events e join ended on e.merged_into = ended.id where e.state = 'merged')
     select id, no, object, family from ended where object is not null and family is not null`,
    [event],
  )

/** The number of the event in which somebody is at the object for this alarm family: its own, or the one that was merged into. */
export async function attendedBy(db: Db, object: string, family: string): Promise<string | null> {
  const [row] = await db.query<{ no: string }>(
    `with recursive at_it as (
       select id, no, state, merged_into from events where object = $1 and family = $2 and state not in ('closed', 'false-alarm', 'self-handled')
       union select e.id, e.no, e.state, e.merged_into from events e join at_it on at_it.merged_into = e.id)
     select no from at_it where state not in ('closed', 'merged', 'false-alarm', 'self-handled') limit 1`,
    [object, family],
  )
  return row?.no ?? null
}

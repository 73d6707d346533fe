import type { Severity } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { eventIsOpen } from './life.ts'
import { lockEvent } from './store.ts'
import type { EventRecord } from './types.ts'

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

/** The event in which somebody is at the object for this alarm family: its own, or the one that was merged into. */
export async function attendedBy(db: Db, object: string, family: string): Promise<{ id: string; no: string } | null> {
  const [row] = await db.query<{ id: string; no: string }>(
    `with recursive at_it as (
       select id, no, state, merged_into, 0 as depth from events where object = $1 and family = $2 and state not in ('closed', 'false-alarm', 'self-handled')
       union select e.id, e.no, e.state, e.merged_into, at_it.depth + 1 from events e join at_it on at_it.merged_into = e.id)
     select id, no from at_it where state not in ('closed', 'merged', 'false-alarm', 'self-handled') order by depth limit 1`,
    [object, family],
  )
  return row ?? null
}

/** The same event, locked. Whoever merges or closes it at this very moment is waited for, and then looked for again. */
export async function lockAttending(tx: Tx, object: string, family: string): Promise<EventRecord | null> {
  for (let found = await attendedBy(tx, object, family); found; found = await attendedBy(tx, object, family)) {
    const event = await lockEvent(tx, found.id)
    if (event && eventIsOpen(event.state)) return event
  }
  return null
}

type Standing = { pack: string; family: string; severity: Severity }

/** The alarms of this event, and of what was merged into it, that stand now. */
export const standingAlarms = (db: Db, event: string): Promise<Standing[]> =>
  db.query<Standing>(
    `with recursive cases as (
       select id, object, family from events where id = $1
       union select e.id, e.object, e.family from events e join cases c on e.merged_into = c.id where e.state = 'merged')
     select a.pack, a.family, a.severity from cases c join alarms a on a.object = c.object and a.family = c.family where a.cleared_at is null`,
    [event],
  )

/** Does one of them stand at a level that calls people by itself? Then nobody puts the case aside. */
export async function callsPeople(db: Db, packs: Packs, event: string): Promise<boolean> {
  const alarms = await standingAlarms(db, event)
  return alarms.some(({ pack, family, severity }) => packs.typeOfFamily(pack, family)?.auto.includes(severity) ?? false)
}

import { inScope } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Ender, Part } from './rules/false-alarm.ts'
import type { EventRecord } from './types.ts'

/** The parts units have in an event, as far as its end depends on them. Read only: the orders belong to a later stage. */
export const partsOf = (db: Db, event: string): Promise<Part[]> =>
  db.query<Part>(
    'select unit, unit_name, role, mandatory, state, accepted_by, submitted_by from work_orders where event = $1 order by asked_at, id',
    [event],
  )

/**
 * Everybody who had a hand in each of some cases: accepted, submitted, or brought evidence, on any order of it or of what was
 * merged into it. None of them is its second person.
 */
export async function handsIn(db: Db, events: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await db.query<{ event: string; person: string }>(
    `with recursive cases as (
       select id as event, id from events where id = any($1)
       union select c.event, e.id from events e join cases c on e.merged_into = c.id where e.state = 'merged')
     select distinct c.event, h.person from cases c cross join lateral (
       select accepted_by as person from work_orders where event = c.id
       union select submitted_by from work_orders where event = c.id
       union select added_by from evidence where event = c.id) h where h.person is not null`,
    [events],
  )
  const hands = new Map(events.map((event) => [event, new Set<string>()]))
  for (const { event, person } of rows) hands.get(event)!.add(person)
  return hands
}

/** The caller as the rule about false alarms sees them. */
export async function enderOf(db: Db, caller: Caller, event: Pick<EventRecord, 'id' | 'area'>): Promise<Ender> {
  const [unit] = await db.query<{ tier: string }>('select tier from units where id = $1', [caller.unit])
  const hands = await handsIn(db, [event.id])
  const { person, permits } = caller
  const hadAHand = hands.get(event.id)!.has(person)
  return { hadAHand, unit: caller.unit, tier: unit?.tier ?? '', permits, inScope: inScope(caller.scope, event.area) }
}

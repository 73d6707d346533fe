import type { Tx } from '../../../kernel/spine.ts'
import { lockEvent, openStates } from '../store.ts'
import type { EventRecord } from '../types.ts'

/**
 * The open case of a carrier's trip, locked: another finding of that trip, or cameras that saw the carrier since it began, led to it. Null:
 * there is none. `trip`: its beginning, milliseconds.
 */
export async function lockCaseOfTrip(
  tx: Tx,
  { pack, object, trip, at }: { pack: string; object: string; trip: number; at: Date },
): Promise<EventRecord | null> {
  const [row] = await tx.query<{ id: string }>(
    `select e.id from events e where e.pack = $1 and not e.exercise and e.state in ${openStates}
       and exists (select 1 from signals s where s.event = e.id and (
         exists (select 1 from haul_findings f where f.id = s.id and f.object = $2 and right(f.key, length($3)) = $3)
         or exists (select 1 from suspicions p where p.id = s.id and p.thing_object = $2 and p.first_at between $4 and $5)))
     order by e.opened_at limit 1`,
    [pack, object, `:${object}:${trip}`, new Date(trip), at],
  )
  const event = row ? await lockEvent(tx, row.id) : null
  return event && !['closed', 'merged', 'false-alarm', 'self-handled'].includes(event.state) ? event : null
}

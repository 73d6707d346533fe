import type { CockpitEvent } from '../../../../contract/cockpit.ts'
import type { AttemptRow } from '../../../flow/4-dispatch/types.ts'
import type { Call } from '../types.ts'

type Contact = NonNullable<CockpitEvent['phones']>[number]
type Called = Omit<Call, 'step'>
type Tried = Pick<AttemptRow, 'person' | 'channel' | 'state' | 'answer' | 'asked_at' | 'settled_at'>

/**
 * Whom to ring: everybody called, once each, who was called last first, with what came of calling them; the phone as `mask` leaves it. `lead`: the order
 * that leads.
 */
export function phonesOf(
  calls: readonly Called[],
  { attempts, lead }: { attempts: readonly Tried[]; lead: string | null },
  mask: (phone: string | null) => string | null,
): Contact[] {
  const people = Map.groupBy(calls.filter((call) => call.person && call.person_name).toReversed(), (call) => call.person!)
  return [...people].map(([person, theirs]) => {
    const last = theirs[0]!
    const tried = attempts.filter((one) => one.person === person)
    return {
      name: last.person_name!,
      postName: last.post_name,
      unitName: last.unit_name,
      phone: mask(last.phone),
      leads: theirs.some((call) => call.work_order !== null && call.work_order === lead),
      state: stateOf(theirs, tried),
      channel: tried.at(-1)?.channel ?? null,
    }
  })
}

/** What came of calling one person: `tried` are their attempts, oldest first. */
export function stateOf(
  calls: readonly Pick<Call, 'inform' | 'answered_at' | 'accepted'>[],
  tried: readonly Tried[],
): Contact['state'] {
  const said = tried.findLast((one) => one.answer !== null)
  const open = tried.findLast((one) => one.state === 'asked' || one.state === 'sent')
  // Rung again after an answer: that answer was about what the case was then.
  if (open && !(said?.settled_at && said.settled_at >= open.asked_at)) return 'ringing'
  if (calls.some((call) => call.accepted)) return 'accepted'
  if (said?.answer) return said.answer
  if (tried.some((one) => one.state === 'stopped')) return 'spared'
  if (tried.length > 0) return 'not-reached'
  if (calls.every((call) => call.inform)) return 'informed'
  return calls.some((call) => call.answered_at !== null) ? 'spared' : 'called'
}

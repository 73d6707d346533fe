import type { CalledBefore } from '../../../../contract/channel.ts'
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

/**
 * What came of calling people, by person, of those some way was tried to: also of leaders, who are rung of a red case nobody accepts. Without those who are rung no more
 * because another answered.
 */
export function triedOf(
  calls: readonly Called[],
  attempts: readonly (Tried & Pick<AttemptRow, 'why'>)[],
): Map<string, CalledBefore> {
  const tried = [...Map.groupBy(attempts, ({ person }) => person)].map(([person, ways]) => {
    const state = stateOf(
      calls.filter((call) => call.person === person),
      ways,
    )
    return [person, { state, channel: ways.at(-1)?.channel ?? null, red: ways.some(({ why }) => why === 'unanswered') }] as const
  })
  return new Map(tried.filter(([, { state }]) => state !== 'spared'))
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

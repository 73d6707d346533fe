import type { ObjectRequestState, ObjectRequestVerb } from '../../../../../contract/object-requests.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** A request nobody answers within a day is over: what was right yesterday is asked for anew. */
export const lapseMs = 24 * 3_600_000

export const stateAfter = { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' } as const satisfies Record<
  ObjectRequestVerb,
  ObjectRequestState
>

/** From the lowest to the highest; a tier nobody knows stands below all. */
const tiers = ['grid', 'community', 'town', 'district', 'city']

/** `tier`: of the unit whoever asked stood for. */
export type Asked = { state: ObjectRequestState; askedBy: string; tier: string }
export type Deciding = { person: string; tier: string }

/** Whoever asked may only take it back; a second person of the same tier or a higher one answers. */
export function mayAnswer(verb: ObjectRequestVerb, { state, askedBy, tier }: Asked, by: Deciding): Result<true> {
  if (state !== 'waiting') return refuse('object.request-state', { state })
  const own = by.person === askedBy
  if (verb === 'withdraw') return own ? ok(true) : refuse('object.request-own')
  return own || tiers.indexOf(by.tier) < tiers.indexOf(tier) ? refuse('object.request-second') : ok(true)
}

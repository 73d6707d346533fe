import type { Pack } from '../../../../contract/pack.ts'
import type { PackRequestState, PackRequestVerb } from '../../../../contract/pack-requests.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'

/** A request nobody answers within a day is over: what was right yesterday is asked for anew. */
export const lapseMs = 24 * 3_600_000

/** Does switching a pack off leave people uncalled? Whatever opens events does: by itself, by a person who decides, or by a report. */
export const callsPeople = ({ types }: Pick<Pack, 'types'>): boolean => types.length > 0

export const stateAfter = { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' } as const satisfies Record<
  PackRequestVerb,
  PackRequestState
>

export type Asked = { state: PackRequestState; askedBy: string; area: string }
/** Somebody who answers for the place; `whole`: for the whole city. */
export type Deciding = { person: string; whole: boolean }

/**
 * Whoever asked may only take it back. A second person of the same place confirms: for a district not the city, which does not know what runs
 * there; the city may refuse.
 */
export function mayDecide(verb: PackRequestVerb, { state, askedBy, area }: Asked, by: Deciding): Result<true> {
  if (state !== 'waiting') return refuse('pack.request-state', { state })
  const own = by.person === askedBy
  if (verb === 'withdraw') return own ? ok(true) : refuse('pack.request-own')
  if (own) return refuse('pack.request-second')
  return verb === 'confirm' && area !== '' && by.whole ? refuse('pack.request-second') : ok(true)
}

import type { AnswerVerb, WaitingState } from '../../../../contract/second-person.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { RefusalCodes, Waiting } from '../types.ts'

/** A request nobody answers within a day is over: what was right yesterday is asked for anew. */
export const lapseMs = 24 * 3_600_000

export const stateAfter = { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' } as const satisfies Record<
  AnswerVerb,
  WaitingState
>

/** `isSecond`: whether they could give this answer, had they not asked themselves; each kind of request says it by its own rule. */
export type Answering = { person: string; isSecond: boolean }

/** Whoever asked may only take it back, and nobody else may; a second person answers, once. */
export function mayAnswer(
  verb: AnswerVerb,
  { state, askedBy }: Pick<Waiting, 'state' | 'askedBy'>,
  by: Answering,
  codes: RefusalCodes,
): Result<true> {
  if (state !== 'waiting') return refuse(codes.state, { state })
  const own = by.person === askedBy
  if (verb === 'withdraw') return own ? ok(true) : refuse(codes.own)
  return own || !by.isSecond ? refuse(codes.second) : ok(true)
}

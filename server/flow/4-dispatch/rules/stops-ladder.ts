import type { AttemptRow } from '../types.ts'

type Said = Pick<AttemptRow, 'person' | 'step' | 'why' | 'answer' | 'asked_at' | 'settled_at'>
/** `from`: since when the calls of the case count; null from its dispatch on. */
export type RungCalled = { person: string | null; step: number; from: Date | null }

/** A leader rung up because nobody answered: beside the ladder, told and not asked. */
export const isLeaders = ({ why }: Pick<AttemptRow, 'why'>): boolean => why === 'unanswered'

/** Made since the calls of the case began (anew): the round that runs. */
export const isOfRound = ({ asked_at }: Pick<AttemptRow, 'asked_at'>, from: Date | null): boolean => !from || asked_at >= from

/**
 * Was a call answered that counts? What was asked before that was about what the case was then, however late the answer came; so was an
 * answer in that very moment.
 */
export const isAnswered = (
  { answer, asked_at, settled_at }: Pick<Said, 'answer' | 'asked_at' | 'settled_at'>,
  from: Date | null,
): boolean => answer !== null && isOfRound({ asked_at }, from) && (!from || (settled_at !== null && settled_at > from))

/** Those of a rung who said that they cannot come, also after they had said that they know. */
export const refusedBy = (attempts: readonly Said[], from: Date | null): string[] =>
  attempts.flatMap((one) => (!isLeaders(one) && one.answer === 'refused' && isAnswered(one, from) ? [one.person] : []))

/**
 * Does the ladder of channels to this person stop? When anybody called for the order accepts, when somebody of this rung or a higher
 * one knows, and at their own refusal. Who knew on a rung below did not come in time: a rung called after it rings all the same. Who knew
 * and cannot come after all has stopped nobody's.
 */
export const stopsLadder = (attempts: readonly Said[], { person, step, from }: RungCalled): boolean => {
  const refused = refusedBy(attempts, from)
  return attempts.some(
    (one) =>
      !isLeaders(one) &&
      isAnswered(one, from) &&
      (one.answer === 'accepted' ||
        (one.answer === 'known' && one.step >= step && !refused.includes(one.person)) ||
        (one.answer === 'refused' && one.person === person)),
  )
}

/** Who stands in next: the first who was not yet tried on this order. */
export const nextDeputy = <T extends { person: string }>(
  deputies: readonly T[],
  tried: readonly { person: string }[],
): T | null => deputies.find((one) => !tried.some((other) => other.person === one.person)) ?? null

import type { AttemptRow } from '../types.ts'

type Said = Pick<AttemptRow, 'person' | 'step' | 'why' | 'answer' | 'settled_at'>
/** `from`: since when the calls of the case count; null from its dispatch on. */
export type RungCalled = { person: string | null; step: number; from: Date | null }

/** A leader rung up because nobody answered: beside the ladder, told and not asked. */
export const isLeaders = ({ why }: Pick<AttemptRow, 'why'>): boolean => why === 'unanswered'

/** Made since the calls of the case began (anew): the round that runs. */
export const isOfRound = ({ asked_at }: Pick<AttemptRow, 'asked_at'>, from: Date | null): boolean => !from || asked_at >= from

/** Was something answered since the calls of the case count? In that very moment it still was about what the case was before. */
export const isAnswered = ({ answer, settled_at }: Pick<Said, 'answer' | 'settled_at'>, from: Date | null): boolean =>
  answer !== null && (!from || (settled_at !== null && settled_at > from))

/**
 * Does the ladder of channels to this person stop? When anybody called for the order accepts, when somebody of this rung or a higher
 * one knows, and at their own refusal. Who knew on a rung below did not come in time: a rung called after it rings all the same.
 */
export const stopsLadder = (attempts: readonly Said[], { person, step, from }: RungCalled): boolean =>
  attempts.some(
    (one) =>
      !isLeaders(one) &&
      isAnswered(one, from) &&
      (one.answer === 'accepted' ||
        (one.answer === 'known' && one.step >= step) ||
        (one.answer === 'refused' && one.person === person)),
  )

/** Who stands in next: the first who was not yet tried on this order. */
export const nextDeputy = <T extends { person: string }>(
  deputies: readonly T[],
  tried: readonly { person: string }[],
): T | null => deputies.find((one) => !tried.some((other) => other.person === one.person)) ?? null

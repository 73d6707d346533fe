import type { AttemptRow } from '../types.ts'

/** Does the ladder of channels to this person stop? At an answer of anybody called for the order, or at their own refusal. */
export const stopsLadder = (attempts: readonly Pick<AttemptRow, 'person' | 'answer'>[], person: string | null): boolean =>
  attempts.some(
    (one) => one.answer === 'accepted' || one.answer === 'known' || (one.answer === 'refused' && one.person === person),
  )

/** Who stands in next: the first who was not yet tried on this order. */
export const nextDeputy = <T extends { person: string }>(
  deputies: readonly T[],
  tried: readonly { person: string }[],
): T | null => deputies.find((one) => !tried.some((other) => other.person === one.person)) ?? null

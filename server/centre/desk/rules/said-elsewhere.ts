import { distanceM } from '../../../flow/3-event/rules/distance.ts'

/** From so far on two things are not taken for the same place, as for duplicates (domain.md 5.6): a plate is read where the object is. */
export const farM = 500

type Place = { lon: number; lat: number }
/** What the sender's phone said of itself; `accuracyM`: within so many metres of it, null: it did not say. */
export type PhoneSaid = Place & { accuracyM: number | null }

/** How many metres from the object the phone said it was, when that is surely far; null: near, or so vague that it may be. */
export function saidElsewhere(object: Place, said: PhoneSaid | null): number | null {
  if (!said) return null
  const metres = distanceM(object, said)
  return metres - (said.accuracyM ?? 0) > farM ? Math.round(metres) : null
}

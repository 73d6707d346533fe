/** From so far on two things are not taken for the same place, as for duplicates (domain.md 5.6): a plate is read where the object is. */
const farM = 500

/**
 * How many metres from the object its reporter's phone said it was, when that is surely far; null: near, or so vague that it may be.
 * `accuracyM`: the phone is within so many metres of where it said; null: it did not say.
 */
export const saidElsewhere = (metres: number, accuracyM: number | null): number | null =>
  metres - (accuracyM ?? 0) > farM ? Math.round(metres) : null

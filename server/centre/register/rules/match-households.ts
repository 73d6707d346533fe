type Kept = { id: string; door: string; head: string; persons: number; in_charge: string | null; help: string | null }
type Given = Omit<Kept, 'id'>

/** A household is the same while nothing of it changed; its counts of a running case stay with it. */
const keyOf = ({ door, head, persons, in_charge, help }: Given): string => JSON.stringify([door, head, persons, in_charge, help])

/** What becomes of the households of an object when a whole list of them is given: those to end, and those that are new. */
export function matchHouseholds<G extends Given>(kept: readonly Kept[], given: readonly G[]): { ended: string[]; added: G[] } {
  const free = Map.groupBy(kept, keyOf)
  const added = given.filter((one) => free.get(keyOf(one))?.shift() === undefined)
  return { ended: [...free.values()].flatMap((rows) => rows.map(({ id }) => id)), added }
}

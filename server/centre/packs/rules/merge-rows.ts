import { sameJson } from '../../../../contract/rule-words/same-json.ts'

/** What becomes of one thing with three sides: nobody changed it, one side did, both alike, both differently. */
export type Outcome = 'same' | 'theirs' | 'ours' | 'both' | 'conflict'

/** undefined: it is not there on that side. */
export function outcomeOf(base: unknown, theirs: unknown, ours: unknown): Outcome {
  if (sameJson(ours, base)) return sameJson(theirs, base) ? 'same' : 'theirs'
  if (sameJson(theirs, base)) return 'ours'
  return sameJson(theirs, ours) ? 'both' : 'conflict'
}

/** Who changed the order of what all three sides have; `common` leaves of some keys those that all have. */
export function orderOf(base: string[], theirs: string[], ours: string[]) {
  const [inTheirs, inOurs] = [new Set(theirs), new Set(ours)]
  const all = new Set(base.filter((key) => inTheirs.has(key) && inOurs.has(key)))
  const common = (keys: Iterable<string>): string[] => [...keys].filter((key) => all.has(key))
  return { outcome: outcomeOf(common(base), common(theirs), common(ours)), common }
}

/** The keys of the one side in their order, what only the other has behind what it stands behind there. */
export function insertedInto(first: string[], other: string[]): string[] {
  const keys = [...first]
  for (const [at, key] of other.entries()) {
    if (keys.includes(key)) continue
    const before = other.slice(0, at).findLast((one) => keys.includes(one))
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key)
  }
  return keys
}

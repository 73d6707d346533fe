import { sameJson } from '../../../../contract/rule-words/same-json.ts'

/** A value that was set in a place: before, and after. */
export type HeldValue = { of: string; before: unknown; after: unknown }

/**
 * Of changes of one thing since a review was opened, the newest first, those that still show something: what was set back shows nothing, nor does
 * setting it back. Places are looked at one by one; what cannot be set back (`held` left out) stays.
 */
export function stillStand<T extends { held?: HeldValue }>(changes: readonly T[]): T[] {
  const places = Map.groupBy(changes, ({ held }) => held?.of)
  return changes.filter(({ held }) => {
    if (!held) return true
    const there = places.get(held.of)!
    const [now, first] = [there[0]!.held!.after, there.at(-1)!.held!.before]
    return !sameJson(now, first) && !sameJson(now, held.before)
  })
}

const dayMs = 86_400_000
/** A phone without a network sends what it has kept for at most a week. */
const longestMs = 7 * dayMs

/** When it was done, as far as that can be true: not after it came in, not longer before than a phone keeps it. */
export function doneAt(claimed: string | undefined, now: Date): Date {
  const at = claimed === undefined ? now.getTime() : Date.parse(claimed)
  return new Date(Math.min(now.getTime(), Math.max(at, now.getTime() - longestMs)))
}

const dayMs = 86_400_000
/** When the last quarter begins, like the clocks of units (design: grey, then ink); of a long one a day is enough to write an answer. */
const share = 0.25

/** When who answers an order given at `from` is reminded of its limit; null when the limit has passed. */
export function remindAt(from: Date, until: Date): Date | null {
  const left = until.getTime() - from.getTime()
  return left > 0 ? new Date(until.getTime() - Math.min(dayMs, left * share)) : null
}

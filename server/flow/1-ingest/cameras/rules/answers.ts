/** RFC 3261, 17.2.2: so long repeats of a request may come. */
const lifeMs = 32_000
const most = 20_000

/** The answers of the last half minute: what comes again is not worked on again, also while the first is still under way. */
export type Answers<T> = { once(key: string, now: number, make: () => Promise<T>): Promise<T> }

/** What failed is forgotten at once, so that a repeat may try again. The oldest go when there are too many. */
export function createAnswers<T>(): Answers<T> {
  const held = new Map<string, { until: number; made: Promise<T> }>()
  return {
    once(key, now, make) {
      for (const [old, { until }] of held) {
        if (until > now && held.size < most) break
        held.delete(old)
      }
      const before = held.get(key)
      if (before) return before.made
      const made = make()
      held.set(key, { until: now + lifeMs, made })
      made.catch(() => held.delete(key))
      return made
    },
  }
}

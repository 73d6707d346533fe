import type { FlatRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker, RuleState } from '../types.ts'

// Fewer say nothing: a slow reading stays the same for a while.
const leastSeen = 4

/** How long a value that came has been the same: since when, seen how often, and whether that is long enough. */
export function stillness(before: RuleState, { value, now }: { value: number; now: number }, lengthMs: number) {
  const first = before.window?.[0]
  const same = first !== undefined && first[1] === value
  const [from, seen] = same ? [first[0], (before.since ?? 1) + 1] : [now, 1]
  return { from, seen, isStuck: seen >= leastSeen && now - from >= lengthMs }
}

/** The very same value for `for`, over at least four readings: a stuck sensor. The first other value ends it. */
export function flat({ reading, for: length, severity }: FlatRule): Looker {
  const lengthMs = durationMs(length)
  return (before, { now, values }) => {
    const value = values?.[reading]
    if (value === undefined) return null
    const { from, seen, isStuck } = stillness(before, { value, now }, lengthMs)
    const level = isStuck ? severity : null
    const change = level === before.level ? null : { from: before.level, to: level, value, limit: null }
    return { state: { level, window: [[from, value]], since: seen }, change, wakeAt: null }
  }
}

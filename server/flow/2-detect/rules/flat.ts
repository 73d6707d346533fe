import type { FlatRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker } from '../types.ts'

/** The very same value for `for`, over at least four readings: a stuck sensor. The first other value ends it. */
export function flat({ reading, for: length, severity }: FlatRule): Looker {
  const lengthMs = durationMs(length)
  return (before, { now, values }) => {
    const value = values?.[reading]
    if (value === undefined) return null
    const first = before.window?.[0]
    const same = first !== undefined && first[1] === value
    const seen = same ? (before.since ?? 1) + 1 : 1
    const from = same ? first[0] : now
    const level = same && seen >= 4 && now - from >= lengthMs ? severity : null
    const change = level === before.level ? null : { from: before.level, to: level, value, limit: null }
    return { state: { level, window: [[from, value]], since: seen }, change, wakeAt: null }
  }
}

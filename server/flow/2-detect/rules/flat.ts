import type { FlatRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState, Verdict } from '../types.ts'

/** The very same value for `for`, over at least four readings: a stuck sensor. The first other value ends it. */
export function flat(rule: FlatRule, before: RuleState, look: Look): Verdict {
  const value = look.values?.[rule.reading]
  if (value === undefined) return { state: before, change: null, wakeAt: null }
  const [first] = before.window ?? []
  const same = first !== undefined && first[1] === value
  const seen = same ? (before.since ?? 1) + 1 : 1
  const from = same ? first[0] : look.now
  const level = same && seen >= 4 && look.now - from >= durationMs(rule.for) ? rule.severity : null
  const change = level === before.level ? null : { from: before.level, to: level, value, limit: null }
  return { state: { level, window: [[from, value]], since: seen }, change, wakeAt: null }
}

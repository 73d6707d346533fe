import type { SilenceRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState, Verdict } from '../types.ts'

/** Nothing heard for `for`: the device's silence is an alarm of its own; the first reading ends it. A device never heard is not silent but unknown. */
export function silence(rule: SilenceRule, before: RuleState, look: Look): Verdict {
  const lastAt = look.lastAt
  if (lastAt === null) return { state: before, change: null, wakeAt: null }
  const due = lastAt + durationMs(rule.for)
  const level = look.now >= due ? rule.severity : null
  const change = level === before.level ? null : { from: before.level, to: level, value: null, limit: null }
  return { state: { level }, change, wakeAt: level ? null : due }
}

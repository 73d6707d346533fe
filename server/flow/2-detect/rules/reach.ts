import type { Condition, Value } from '../../../../contract/condition.ts'
import type { DetectRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Trend } from '../../../../contract/trend.ts'

/** How far back the trends of some rules look, in milliseconds; 0 without one. */
export const reachOf = (rules: readonly DetectRule[]): number =>
  Math.max(0, ...rules.flatMap((rule) => (rule.kind === 'tree' ? rule.levels.map(({ when }) => ofCondition(when)) : [])))

function ofCondition(when: Condition): number {
  switch (when.op) {
    case 'all':
    case 'any':
      return Math.max(...when.of.map(ofCondition))
    case 'not':
    case 'count':
      return ofCondition(when.of)
    case 'weigh':
      return Math.max(...when.parts.map((part) => ofCondition(part.when)))
    case 'compare':
      return Math.max(ofValue(when.value), ofValue(when.limit))
    default:
      return 0
  }
}

function ofValue(value: Value): number {
  if (typeof value === 'number' || 'reading' in value) return 0
  return 'trend' in value ? ofTrend(value.trend) : Math.max(...value.of.map(ofValue))
}

/** The slots that count, and the one that is not over yet. */
function ofTrend(trend: Trend): number {
  const within = durationMs(trend.within)
  const all = trend.is === 'acceleration' ? 2 * within : trend.is === 'angle' ? within + durationMs(trend.base) : within
  return all * (25 / 24)
}

import type { ThresholdRule } from '../../../../../contract/pack.ts'
import { clearLimit } from '../threshold.ts'

/** Whether the clear limit lies behind the limit at all: without a gap a value at the limit raises and clears by turns. */
export const hasGap = (rule: Pick<ThresholdRule, 'direction' | 'clearFactor'>, limit: number): boolean =>
  rule.direction === 'above' ? clearLimit(rule, limit) < limit : clearLimit(rule, limit) > limit

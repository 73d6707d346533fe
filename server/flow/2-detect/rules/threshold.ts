import type { ThresholdRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker } from '../types.ts'
import type { Gate } from './gates.ts'
import { atRest, climb, stepsOf, toldOf } from './levels.ts'

/** Threshold with hold and hysteresis: a value at or beyond a level's limit, over behind the level's *own* clear limit. */
export function threshold(rule: ThresholdRule): Looker {
  const { reading } = rule
  const steps = stepsOf(rule.levels, (level) => durationMs(level.hold))
  const ladder = { steps, clearHoldMs: durationMs(rule.clearHold) }
  // Turned so that more is always worse: then one comparison serves both directions.
  const sign = rule.direction === 'above' ? 1 : -1
  const limits = steps.map(({ limit }) => limit * sign)
  const clears = steps.map(({ limit }) => clearLimit(rule, limit) * sign)
  const mildest = Math.min(...limits)
  return (before, look) => {
    const value = look.values?.[reading]
    const turned = value === undefined ? Number.NaN : value * sign
    if (!(turned >= mildest) && atRest(before)) return null
    const { state, wakeAt } = climb(ladder, before, look.now, (index) => {
      if (value === undefined) return 'unseen'
      if (turned >= limits[index]!) return 'beyond'
      return turned < clears[index]! ? 'back' : 'between'
    })
    if (state.level === before.level) return { state, change: null, wakeAt }
    const told = toldOf(steps, before.level, state.level)
    return { state, change: { from: before.level, to: state.level, value: value ?? null, limit: told?.limit ?? null }, wakeAt }
  }
}

/** Is a value at the limit or on its worse side? */
export const isBeyond = (direction: ThresholdRule['direction'], value: number, limit: number): boolean =>
  direction === 'above' ? value >= limit : value <= limit

/** The limit of the mildest level: short of it a rule at rest stays at rest. */
export const mildestOf = ({ reading, direction, levels }: ThresholdRule): Gate => {
  const limits = levels.map(({ limit }) => limit)
  return { reading, is: direction, limit: direction === 'above' ? Math.min(...limits) : Math.max(...limits) }
}

/** The value behind which a level is over: `limit × factor` going up, `limit ÷ factor` going down. */
export const clearLimit = (rule: Pick<ThresholdRule, 'direction' | 'clearFactor'>, limit: number): number =>
  rule.direction === 'above' ? limit * rule.clearFactor : limit / rule.clearFactor

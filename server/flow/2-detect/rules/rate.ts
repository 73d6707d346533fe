import type { RateRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker, Point, RuleState } from '../types.ts'
import { slopeOf, withPoint } from './slope.ts'

const none: Point[] = []

/** The points of the window with what came, and how fast they rise a minute; null while too few are known. */
export function riseOf({ window = none }: RuleState, came: { now: number; value: number | undefined }, windowMs: number) {
  const { now, value } = came
  const points = value === undefined ? window.filter(([at]) => now - at <= windowMs) : withPoint(window, [now, value], windowMs)
  return { points, slope: slopeOf(points, windowMs, now) }
}

/** Value rising faster than `perMinute`, measured from the oldest to the newest point of the window, for `hold`; over after `clearHold` below it. */
export function rate(rule: RateRule): Looker {
  const { reading, perMinute, severity } = rule
  const [windowMs, holdMs, clearHoldMs] = [durationMs(rule.window), durationMs(rule.hold), durationMs(rule.clearHold)]
  return (before, { now, values }) => {
    const { points, slope } = riseOf(before, { now, value: values?.[reading] }, windowMs)
    const beyond = slope !== null && slope >= perMinute
    const wanted = before.level ? !beyond : beyond
    const since = wanted ? (before.since ?? now) : null
    const hold = before.level ? clearHoldMs : holdMs
    const turned = since !== null && now - since >= hold
    const level = turned ? (before.level ? null : severity) : before.level
    return {
      state: { level, window: points, since: turned ? null : since },
      change: level === before.level ? null : { from: before.level, to: level, value: slope, limit: perMinute },
      wakeAt: since !== null && !turned ? since + hold : null,
    }
  }
}

import type { RateRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker, Point } from '../types.ts'
import { slopeOf, withPoint } from './slope.ts'

const none: Point[] = []

/** Value rising faster than `perMinute`, measured from the oldest to the newest point of the window, for `hold`; over after `clearHold` below it. */
export function rate(rule: RateRule): Looker {
  const { reading, perMinute, severity } = rule
  const [windowMs, holdMs, clearHoldMs] = [durationMs(rule.window), durationMs(rule.hold), durationMs(rule.clearHold)]
  return (before, { now, values }) => {
    const value = values?.[reading]
    const kept = before.window ?? none
    const points = value === undefined ? kept.filter(([at]) => now - at <= windowMs) : withPoint(kept, [now, value], windowMs)
    const slope = slopeOf(points, windowMs, now)
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

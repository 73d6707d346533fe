import type { RateRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState, Verdict } from '../types.ts'

// A window of readings is kept in the device's row; more points than this say nothing new about a slope.
const maxPoints = 60

/** Value rising faster than `perMinute`, measured from the oldest to the newest point of the window, for `hold`; over after `clearHold` below it. */
export function rate(rule: RateRule, before: RuleState, look: Look): Verdict {
  const value = look.values?.[rule.reading]
  const windowMs = durationMs(rule.window)
  const kept = (before.window ?? []).filter(([at]) => look.now - at <= windowMs)
  const points: [number, number][] =
    value === undefined ? kept : [...kept, [look.now, value] as [number, number]].slice(-maxPoints)
  const [first, last] = [points[0], points.at(-1)]
  const minutes = first && last ? (last[0] - first[0]) / 60_000 : 0
  // Half a window at least: two points a second apart make a slope of noise.
  const slope = first && last && minutes * 60_000 >= windowMs / 2 ? (last[1] - first[1]) / minutes : null
  const beyond = slope !== null && slope >= rule.perMinute
  const wanted = before.level ? !beyond : beyond
  const since = wanted ? (before.since ?? look.now) : null
  const hold = durationMs(before.level ? rule.clearHold : rule.hold)
  const turned = since !== null && look.now - since >= hold
  const level = turned ? (before.level ? null : rule.severity) : before.level
  const change = level === before.level ? null : { from: before.level, to: level, value: slope, limit: rule.perMinute }
  return {
    state: { level, window: points, since: turned ? null : since },
    change,
    wakeAt: since !== null && !turned ? since + hold : null,
  }
}

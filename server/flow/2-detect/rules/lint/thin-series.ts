import type { DetectRule } from '../../../../../contract/pack.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { clearLimit } from '../threshold.ts'
import type { Series } from './replay.ts'

/**
 * The readings of a series that can change anything for a rule. A threshold only looks at which of its limits a value is behind, and
 * since when: readings in a row on the same side of all of them say nothing new. A silence is about gaps. Other rules get all.
 */
export function thinSeries(rule: DetectRule, series: Series): Series {
  if (rule.kind === 'silence') return aroundGaps(series, durationMs(rule.for))
  if (rule.kind !== 'threshold') return series
  // Two levels of one severity share one memory, and every reading counts.
  if (new Set(rule.levels.map(({ severity }) => severity)).size < rule.levels.length) return series
  const limits = rule.levels.flatMap(({ limit }) => [limit, clearLimit(rule, limit)])
  const up = rule.direction === 'above'
  let before = -1
  return series.filter(({ values }) => {
    const value = values[rule.reading]
    if (value === undefined) return false
    // How many limits it is at or past: the limit itself counts as beyond, the clear limit itself not as back.
    let past = 0
    for (const limit of limits) if (up ? value >= limit : value <= limit) past += 1
    const turns = past !== before
    before = past
    return turns
  })
}

/** As few readings as leave no gap of their own, and both ends of every true one. */
function aroundGaps(series: Series, longestMs: number): Series {
  let kept = -Infinity
  return series.filter(({ at }, place) => {
    const [before, after] = [series[place - 1]?.at ?? -Infinity, series[place + 1]?.at ?? Infinity]
    if (at - before < longestMs && after - kept < longestMs) return false
    kept = at
    return true
  })
}

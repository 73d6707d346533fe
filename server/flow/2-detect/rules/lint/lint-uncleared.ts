import type { DetectRule } from '../../../../../contract/pack.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { clearLimit } from '../threshold.ts'
import type { Recorded } from './behaviour.ts'
import { type Finding, levelWords } from './finding.ts'
import type { Series } from './replay.ts'

const dayMs = 86_400_000
const steps = ['0s', '30s', '1m', '2m', '5m', '10m', '20m', '30m', '1h', '2h', '6h', '12h', '24h']

/** Levels of a threshold that were reached at least a day ago and never stayed back for the whole clear hold since. */
export function lintUncleared(rule: DetectRule, { series }: Recorded): Finding[] {
  if (rule.kind !== 'threshold') return []
  const up = rule.direction === 'above'
  const holdMs = durationMs(rule.clearHold)
  return rule.levels.flatMap(({ severity, limit }) => {
    const clear = clearLimit(rule, limit)
    const values = series.filter(({ values: one }) => one[rule.reading] !== undefined)
    const first = values.findIndex(({ values: one }) => (up ? one[rule.reading]! >= limit : one[rule.reading]! <= limit))
    if (first < 0 || values.at(-1)!.at - values[first]!.at < Math.max(dayMs, 2 * holdMs)) return []
    const longest = longestRun(values.slice(first), (one) => (up ? one[rule.reading]! < clear : one[rule.reading]! > clear))
    if (longest >= holdMs) return []
    const shorter = steps.findLast((time) => durationMs(time) <= longest / 2)
    return [
      {
        rule: rule.id,
        level: severity,
        kind: 'never-clears',
        words: {
          zh: `${levelWords[severity].zh}：这些天恢复最久只有 ${minutes(longest)} 分钟，到不了解除时长，报了就没有解除过`,
          en: `${levelWords[severity].en}: in these days it was back for ${minutes(longest)} minutes at most, less than the clear hold: it never cleared`,
        },
        ...(shorter && longest > 0 ? { proposal: { rule: { ...rule, clearHold: shorter } } } : {}),
      },
    ]
  })
}

const minutes = (ms: number): number => Math.round(ms / 6_000) / 10

/** The longest time on end for which something held; until the next reading the last one counts. */
function longestRun(series: Series, holds: (values: Record<string, number>) => boolean): number {
  let [longest, since] = [0, null as number | null]
  for (const { at, values } of series) {
    if (since !== null) longest = Math.max(longest, at - since)
    if (!holds(values)) since = null
    else since ??= at
  }
  return longest
}

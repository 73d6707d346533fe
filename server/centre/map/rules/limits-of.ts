import type { Pack } from '../../../../contract/pack.ts'
import type { Series } from '../../../../contract/reading.ts'
import { durationMs } from '../../../../contract/time.ts'

type Limits = Series['readings'][number]['limits']

/** The limits a chart draws for a reading: each level of its threshold rules, with hold in seconds and the value where it clears. */
export function limitsOf(pack: Pick<Pack, 'detect'>, reading: string): Limits {
  return pack.detect.flatMap((rule) => {
    if (rule.kind !== 'threshold' || rule.reading !== reading) return []
    const { direction, clearFactor } = rule
    return rule.levels.map(({ severity, limit, hold }) => ({
      severity,
      limit,
      holdS: durationMs(hold) / 1000,
      clear: rounded(direction === 'above' ? limit * clearFactor : limit / clearFactor),
      direction,
    }))
  })
}

/** Is a low value the dangerous one (oxygen)? Then thinning keeps the lowest point. */
export const lowIsBad = (pack: Pick<Pack, 'detect'>, reading: string): boolean =>
  pack.detect.some((rule) => rule.kind === 'threshold' && rule.reading === reading && rule.direction === 'below')

const rounded = (value: number): number => Math.round(value * 1000) / 1000

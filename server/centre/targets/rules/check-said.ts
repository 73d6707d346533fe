import type { TargetIndicator, TargetItem, TargetSaid } from '../../../../contract/target.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { endIndex, lastDayOf, quarterOf } from './quarter.ts'

type Known = readonly { period: string; value: number }[]
type Of = {
  quarter: string
  today: string
  item: TargetItem | undefined
  indicator: TargetIndicator | undefined
  /** what is known of the indicator, in the order of its periods */
  known: Known
}

/** Can this be said of it? Values belong to indicators, progress and milestones to items; nothing is told of a time that has not come. */
export function checkSaid(said: TargetSaid, { quarter, today, item, indicator, known }: Of): Refusal | null {
  const name = (item ?? indicator)!.name.zh
  if (quarter > quarterOf(today)) return { code: 'target.future', details: { period: quarter } }
  if (said.kind === 'value') {
    if (!indicator) return { code: 'target.kind', details: { name } }
    const refusal = checkValue(said, indicator, { today, known })
    if (refusal) return refusal
  }
  if ((said.kind === 'progress' || said.kind === 'milestone') && !item) return { code: 'target.kind', details: { name } }
  if (said.kind === 'milestone') {
    if (!item?.milestones.some(({ id }) => id === said.milestone)) return { code: 'target.milestone', details: { name } }
    if (said.done !== null && said.done > today) return { code: 'target.future', details: { period: said.done } }
  }
  return null
}

type Value = Extract<TargetSaid, { kind: 'value' }>

function checkValue(said: Value, indicator: TargetIndicator, { today, known }: Pick<Of, 'today' | 'known'>): Refusal | null {
  const { period, value } = said
  // A quarter may be told while it runs, a year only in its last quarter: `2026` ends with `2026-Q4`.
  if (quarterOf(lastDayOf(period)) > quarterOf(today)) return { code: 'target.future', details: { period } }
  if (indicator.cadence === 'year' && period.includes('Q'))
    return { code: 'target.cadence', details: { name: indicator.name.zh } }
  if (value === null) return null
  const digits = 10 ** indicator.decimals
  if (Math.abs(value * digits - Math.round(value * digits)) > 1e-6)
    return { code: 'target.decimals', details: { most: indicator.decimals } }
  const { least, most } = indicator.possible ?? {}
  if (value < (least ?? value) || value > (most ?? value))
    return { code: 'target.impossible', details: { value, least: least ?? '−∞', most: most ?? '∞' } }
  const before = comparedWith(indicator, period, known)
  if (!before || said.why || !isFar(value, before.value)) return null
  return { code: 'target.ask', details: { period: before.period, value: before.value } }
}

/** What a value is held against: of a level the newest before it, of what comes together in a year the same period a year before. */
function comparedWith({ kind }: TargetIndicator, period: string, known: Known): Known[number] | undefined {
  const end = endIndex(period)
  return known.findLast((one) => (kind === 'level' ? endIndex(one.period) < end : endIndex(one.period) === end - 4))
}

/** PROPOSED, no source defines one: less than half or more than double, or on the other side of zero. */
const isFar = (value: number, before: number): boolean => before !== 0 && (value / before < 0.5 || value / before > 2)

import type { TargetIndicator, TargetItem, TargetSaid } from '../../../../contract/target.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { lastDayOf, quarterOf } from './quarter.ts'

type Of = { quarter: string; today: string; item: TargetItem | undefined; indicator: TargetIndicator | undefined }

/** Can this be said of it? Values belong to indicators, progress and milestones to items; nothing is told of a time that has not come. */
export function checkSaid(said: TargetSaid, { quarter, today, item, indicator }: Of): Refusal | null {
  const name = (item ?? indicator)!.name.zh
  if (quarter > quarterOf(today)) return { code: 'target.future', details: { period: quarter } }
  if (said.kind === 'value') {
    if (!indicator) return { code: 'target.kind', details: { name } }
    // A quarter may be told while it runs, a year only in its last quarter: `2026` ends with `2026Q4`.
    if (quarterOf(lastDayOf(said.period)) > quarterOf(today)) return { code: 'target.future', details: { period: said.period } }
    const digits = 10 ** indicator.decimals
    if (said.value !== null && Math.abs(said.value * digits - Math.round(said.value * digits)) > 1e-6)
      return { code: 'target.decimals', details: { most: indicator.decimals } }
  }
  if ((said.kind === 'progress' || said.kind === 'milestone') && !item) return { code: 'target.kind', details: { name } }
  if (said.kind === 'milestone') {
    if (!item?.milestones.some(({ id }) => id === said.milestone)) return { code: 'target.milestone', details: { name } }
    if (said.done !== null && said.done > today) return { code: 'target.future', details: { period: said.done } }
  }
  return null
}

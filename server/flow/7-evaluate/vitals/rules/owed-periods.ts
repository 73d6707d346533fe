import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { periodStart } from './period.ts'

type Due = Pick<VitalDefinition, 'cadence' | 'dueMinutes'>
/** Moments in ms: from inclusive, to exclusive. */
export type Window = { from: number; to: number }

/** When the value of a period should be there (ms). */
export const dueAt = ({ cadence, dueMinutes }: Due, period: number, zone: string): number =>
  periodStart(cadence, period, zone, 1) + dueMinutes * 60_000

/** The periods whose value was due within a window, by their starts (ms), oldest first. */
export function owedPeriods(due: Due, { from, to }: Window, zone: string): number[] {
  const { cadence, dueMinutes } = due
  const periods: number[] = []
  // The period that ends as the window's values fall due, and the one before it, for the ends of months differ.
  let period = periodStart(cadence, from - dueMinutes * 60_000, zone, -2)
  for (let at = dueAt(due, period, zone); at < to; at = dueAt(due, period, zone)) {
    if (at >= from) periods.push(period)
    period = periodStart(cadence, period, zone, 1)
  }
  return periods
}

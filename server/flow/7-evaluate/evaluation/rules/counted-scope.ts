import type { KpiPeriod } from '../../../../../contract/kpi.ts'

/** Counts are kept for the city and its divisions: paths of so many codes. */
const levels = 2
const months: readonly KpiPeriod[] = ['month', 'quarter', 'year']

/**
 * The paths whose counts make up a scope over a period, none inside another; null where single lines are read instead: of a day or a week, and of
 * towns and what lies below, which have few.
 */
export function countedScope(scope: readonly string[], period: KpiPeriod): string[] | null {
  if (!months.includes(period)) return null
  const outer = scope.filter((path) => !scope.some((other) => other !== path && path.startsWith(other)))
  return outer.every((path) => path.split('/').filter(Boolean).length <= levels) ? [...new Set(outer)] : null
}

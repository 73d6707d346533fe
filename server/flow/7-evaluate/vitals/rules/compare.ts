import type { VitalCell, VitalCompared, VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalOverTime } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'

type About = Pick<VitalDefinition, 'times'> & {
  /** it grows with the areas it is of: a sum, a formula of sums */
  adds: boolean
  /** what is made of its periods in a coarser one */
  how: VitalOverTime
  /** its own period still runs: what is told or counted so far is not what it will be */
  grows?: boolean
  /** the same areas told both */
  same: boolean
}

/**
 * A number held against that of an earlier period. No difference is claimed where there is none to claim: one of them is missing, the period still
 * runs (but where its last value stands for it: a stock), what adds up was told by other areas, of which a missing one would read as a fall, or each
 * vital of a formula by areas of its own.
 */
export function compare(
  now: VitalCell | null,
  before: VitalCell | null,
  { adds, times = 1, how, same, grows = false }: About,
): VitalCompared {
  const claims = (why: VitalCompared['why']): VitalCompared => ({ cell: before, why, by: null, percent: null })
  if (now === null || before === null || now.value === null || before.value === null) return claims('none')
  if (grows || (how !== 'last' && now.periods && now.periods.due < now.periods.of)) return claims('running')
  if (now.uneven || before.uneven || (adds && (!same || !isAlike(now, before)))) return claims('areas')
  const by = now.value - before.value
  // Of a percentage the difference is in points; a share of it would be read as one.
  return {
    cell: before,
    why: null,
    by,
    percent: times === 100 || before.value === 0 ? null : (by / Math.abs(before.value)) * 100,
  }
}

/** A coarser number is of values of areas and periods: months have different days, and the same share of them. */
const isAlike = (now: VitalCell, before: VitalCell): boolean =>
  now.periods ? now.n * before.of === before.n * now.of : now.n === before.n

/** Did the same areas below tell two numbers? `coarser`: how many values of each is another matter. */
export function sameAreas(one: ReadonlyMap<string, Part>, other: ReadonlyMap<string, Part>, coarser: boolean): boolean {
  return one.size === other.size && [...one].every(([code, { n }]) => (coarser ? other.has(code) : other.get(code)?.n === n))
}

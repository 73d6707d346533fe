import type { HaulFirmRate } from '../../../../contract/haul-effect.ts'
import type { Haulage, HaulRate } from '../../../../contract/haulage.ts'
import { type Grade, grades } from '../../../../contract/scales.ts'

/** Cases of a firm that stood, by type and grade. */
export type FirmCases = { type: string; grade: Grade; n: number }

/** Types of the checks that find a trip nobody wrote a ticket for: such a trip stands in no ticket, so its case counts as one. */
const unticketed = ({ checks }: Pick<Haulage, 'checks'>): string[] =>
  checks.filter(({ kind }) => kind === 'no-ticket').map(({ type }) => type)

const hundredths = (n: number): number => Math.round(n * 100) / 100
const sum = (list: readonly { n: number }[]): number => list.reduce((all, { n }) => all + n, 0)

/**
 * 加权违规率: weighted cases that stood on 100 trips of the same days. Trips are tickets that were not voided, and trips found without one, else
 * who writes no tickets would have no trips. Below `least` trips there is no rate: of three trips one case says nothing.
 */
export function rateFirm(
  rule: HaulRate,
  haulage: Pick<Haulage, 'checks'>,
  { tickets, cases }: { tickets: number; cases: readonly FirmCases[] },
): HaulFirmRate {
  const untold = unticketed(haulage)
  const trips = tickets + sum(cases.filter(({ type }) => untold.includes(type)))
  const counted = cases.filter(({ type }) => !rule.leaves.includes(type))
  const byGrade = grades.flatMap((grade) => {
    const n = sum(counted.filter((one) => one.grade === grade))
    return n > 0 ? [{ grade, n, weight: rule.weights[grade] ?? 0 }] : []
  })
  const weighed = hundredths(byGrade.reduce((all, { n, weight }) => all + n * weight, 0))
  const value = trips < rule.least ? null : hundredths((100 * weighed) / trips)
  return { value, weighed, cases: sum(byGrade), trips, least: rule.least, grades: byGrade }
}

/** The worst first; who has no rate stands below, whatever was found of them. */
export const worstFirst = (a: HaulFirmRate | null, b: HaulFirmRate | null): number =>
  (b?.value ?? -1) - (a?.value ?? -1) || (b?.weighed ?? 0) - (a?.weighed ?? 0)

import { columnOf, measureIds, spreadEdges, spreadIds } from '../../../../../contract/evaluation-kinds.ts'
import { defects } from '../../../5-work/types.ts'
import type { Share, Tally } from '../types.ts'

export type Spread = { n: number; columns: number[]; median: number | null; nine: number | null }
type Counted = Pick<Tally, 'part' | 'n'>

/** Both numbers of a rate: lines that count, of all. */
export const shareOf = (counted: readonly Counted[]): Share => ({
  n: sumOf(counted.filter(({ part }) => part === 1)),
  of: sumOf(counted),
})
const sumOf = (counted: readonly Counted[]): number => counted.reduce((sum, { n }) => sum + n, 0)

/** The step below which a share of all lie, by nearest rank; null of nothing. `counted` in the order of their steps. */
export function quantile(counted: readonly Counted[], share: number): number | null {
  const rank = Math.max(1, Math.ceil(share * sumOf(counted)))
  let seen = 0
  for (const { part, n } of counted) {
    seen += n
    if (seen >= rank) return part
  }
  return null
}

/** Counts between the edges, the middle one and the one nine of ten stay below. */
export function spreadOf(counted: readonly Counted[]): Spread {
  const columns = [...spreadEdges, 0].map(() => 0)
  for (const { part, n } of counted) columns[columnOf(part)]! += n
  const sorted = counted.toSorted((a, b) => a.part - b.part)
  return { n: sumOf(counted), columns, median: quantile(sorted, 0.5), nine: quantile(sorted, 0.9) }
}

/** Tallies of one period by their figure. */
const byFigure = (tallies: readonly Tally[], was: boolean): Map<string, Tally[]> =>
  Map.groupBy(
    tallies.filter((one) => one.was === was),
    ({ figure }) => figure,
  )

/** Rates, lengths and closing defects of a period beside the one before. */
export function figuresOf(tallies: readonly Tally[]) {
  const [now, before] = [byFigure(tallies, false), byFigure(tallies, true)]
  return {
    rates: measureIds.map((id) => ({ id, ...shareOf(now.get(id) ?? []), was: shareOf(before.get(id) ?? []) })),
    spreads: spreadIds.map((id) => {
      const { n, median } = spreadOf(before.get(id) ?? [])
      return { id, ...spreadOf(now.get(id) ?? []), was: { n, median } }
    }),
    defects: defects.map((defect) => ({ defect, n: sumOf(now.get(`defect ${defect}`) ?? []) })),
  }
}

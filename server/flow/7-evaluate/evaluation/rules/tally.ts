import type { GroupBy } from '../../../../../contract/evaluation-kinds.ts'
import { columnOf, spreadEdges } from '../../../../../contract/evaluation-kinds.ts'
import { type Defect, defects } from '../../../5-work/types.ts'
import type { ClosingLine, Length, Verdict } from '../types.ts'

export type Share = { n: number; of: number }

export const shareOf = (verdicts: readonly Verdict[]): Share => ({
  n: verdicts.filter(({ hit }) => hit).length,
  of: verdicts.length,
})

/** The verdicts of each unit, type or source; what is of none is left out. */
export function grouped(verdicts: readonly Verdict[], by: GroupBy): Map<string, Share> {
  const groups = new Map<string, Share>()
  for (const one of verdicts) {
    const id = one[by]
    if (id === null) continue
    const { n, of } = groups.get(id) ?? { n: 0, of: 0 }
    groups.set(id, { n: n + (one.hit ? 1 : 0), of: of + 1 })
  }
  return groups
}

/** The value below which a share of all lie, by nearest rank; null of nothing. */
export function quantile(sorted: readonly number[], share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

export type Spread = { n: number; columns: number[]; median: number | null; nine: number | null }

/** Counts between the edges, the middle one and the one nine of ten stay below. */
export function spreadOf(lengths: readonly Pick<Length, 'minutes'>[]): Spread {
  const columns = [...spreadEdges, 0].map(() => 0)
  for (const { minutes } of lengths) columns[columnOf(minutes)]! += 1
  const sorted = lengths.map(({ minutes }) => minutes).sort((a, b) => a - b)
  return { n: sorted.length, columns, median: quantile(sorted, 0.5), nine: quantile(sorted, 0.9) }
}

/** The cases of lines, each once. */
export const casesOf = (lines: readonly { events: readonly string[] }[]): string[] => [
  ...new Set(lines.flatMap(({ events }) => events)),
]

/** Closings by what was wrong with them; one may have several. */
export const defectsOf = (closings: readonly Pick<ClosingLine, 'defects'>[]): { defect: Defect; n: number }[] =>
  defects.map((defect) => ({ defect, n: closings.filter((one) => one.defects.includes(defect)).length }))

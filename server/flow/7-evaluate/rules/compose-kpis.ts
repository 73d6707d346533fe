import type { Composite, CompositePart, Kpi } from '../../../../contract/kpi.ts'
import {
  type Band,
  compositeIds,
  composites,
  type KpiCount,
  type KpiId,
  kpiFormulas,
  type VolumeId,
  volumes,
} from '../../../../contract/kpi-formulas.ts'

type Counts = Record<KpiCount, number | null>

/** The composites by their weights. What has no mark adds nothing, and its weight is not counted either: missing is never zero. */
export function compositesOf(counts: Counts, rates: readonly Kpi[]): Composite[] {
  return compositeIds.map((id) => {
    const parts = composites[id].map(({ of, weight }): CompositePart => ({ of, weight, ...partOf(of, counts, rates) }))
    const marked = parts.flatMap(({ mark, weight }) => (mark === null ? [] : [{ mark, weight }]))
    const value = marked.length === 0 ? null : marked.reduce((sum, { mark, weight }) => sum + (mark * weight) / 100, 0)
    return { id, value, counted: marked.reduce((sum, { weight }) => sum + weight, 0), parts }
  })
}

const isVolume = (of: KpiId | VolumeId): of is VolumeId => of in volumes

function partOf(
  of: KpiId | VolumeId,
  counts: Counts,
  rates: readonly Kpi[],
): Pick<CompositePart, 'numerator' | 'denominator' | 'mark'> {
  if (isVolume(of)) {
    const { over, bands } = volumes[of]
    const n = counts[over]
    return { numerator: n, denominator: null, mark: n === null ? null : bandOf(n, bands) }
  }
  const { numerator = null, denominator = null } = rates.find(({ id }) => id === of) ?? {}
  if (numerator === null || !denominator) return { numerator, denominator, mark: null }
  const rate = numerator / denominator
  return { numerator, denominator, mark: 100 * (kpiFormulas[of].good === 'low' ? 1 - rate : rate) }
}

/** The mark of the last band a number reaches; bands rise. */
export const bandOf = (n: number, bands: readonly Band[]): number | null => bands.findLast(({ from }) => n >= from)?.mark ?? null

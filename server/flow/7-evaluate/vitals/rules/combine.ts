import type { VitalAggregation } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'
import { joinBy, sameBy } from './by-version.ts'

const later = (one: Part, other: Part): boolean => (other.newest !== one.newest ? other.newest > one.newest : other.num > one.num)

/**
 * The part of a parent from those of its children; null of none: missing is not zero. Associative and free of order, so that any way up
 * the tree gives the same: sums add, extremes compare, and the last is the one observed last (of two at once the larger).
 */
export function combine(aggregation: VitalAggregation, parts: readonly Part[]): Part | null {
  const [first] = parts
  if (!first) return null
  const sum = { ...first }
  for (let i = 1; i < parts.length; i++) {
    const part = parts[i] as Part
    if (aggregation === 'min' || aggregation === 'max') {
      if (aggregation === 'min' ? part.num < sum.num : part.num > sum.num) sum.num = part.num
    } else if (aggregation === 'last') {
      if (later(sum, part)) sum.num = part.num
    } else {
      sum.num += part.num
      sum.den += part.den
    }
    sum.n += part.n
    if (part.newest > sum.newest) sum.newest = part.newest
    if (part.oldest < sum.oldest) sum.oldest = part.oldest
    if (part.by !== sum.by) Object.assign(sum, joinBy(sum, part))
  }
  return sum
}

/** Is it the same number, of the same areas, of the same age, by the same versions? */
export const samePart = (one: Part | null, other: Part | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.num === other.num &&
    one.den === other.den &&
    one.n === other.n &&
    one.newest === other.newest &&
    one.oldest === other.oldest &&
    sameBy(one.by, other.by))

const divided: ReadonlySet<VitalAggregation> = new Set(['mean', 'weighted', 'ratio', 'formula'])

/** The number of a part in the vital's unit; `times`: 100 of a percentage. Null: nothing told, or a denominator of zero. */
export function worthOf(
  { aggregation, decimals, times = 1 }: { aggregation: VitalAggregation; decimals: number; times?: number },
  part: Pick<Part, 'num' | 'den'> | null,
): number | null {
  if (!part) return null
  if (!divided.has(aggregation)) return part.num / 10 ** decimals
  if (part.den === 0) return null
  // Both numbers of a ratio have the same decimals, those of a formula none; a mean's denominator counts, a weighted mean's weights are taken out of both.
  return aggregation === 'ratio' || aggregation === 'formula'
    ? (part.num / part.den) * times
    : part.num / part.den / 10 ** decimals
}

import type { VitalDefinition } from '../../../../../contract/vital.ts'

/** Readings of an area and a stretch of time, in whole numbers of 10^-decimals. `part`: how many of the `n` met the part. `newest`: ms. */
export type Heap = { n: number; sum: number; low: number; high: number; part: number; newest: number }
/** The two numbers a value is kept as, and when the newest of what stands in it was measured (ms). */
export type Kept = { num: number; den: number; observedAt: number }

type Shape = Pick<VitalDefinition, 'aggregation' | 'count'>

const numbersOf = ({ aggregation }: Shape, { n, sum, low, high, part }: Heap): { num: number; den: number } => {
  if (aggregation === 'ratio') return { num: part, den: n }
  if (aggregation === 'mean') return { num: sum, den: n }
  return { num: aggregation === 'min' ? low : high, den: 0 }
}

/**
 * What an area had, and what came since: a mean is kept as sum and count, so that whatever comes late finds its place and no mean is ever
 * taken of means. `before` null: nothing was counted yet, which is not zero.
 */
export function addUp(shape: Shape, before: Kept | null, heap: Heap): Kept {
  const { num, den } = numbersOf(shape, heap)
  if (!before) return { num, den, observedAt: heap.newest }
  const observedAt = Math.max(before.observedAt, heap.newest)
  const { aggregation } = shape
  if (aggregation === 'min' || aggregation === 'max') return { num: Math[aggregation](before.num, num), den: 0, observedAt }
  return { num: before.num + num, den: before.den + den, observedAt }
}

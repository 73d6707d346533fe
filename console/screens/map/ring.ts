import type { Level } from './geo.ts'

/** Around a ring from the top, clockwise: the worst first, what nobody rated last. */
export const ringOrder: readonly Level[] = [1, 2, 3, 4, 5, 0]

/** A part of a ring, in turns from the top: 0 … 1. */
export type Arc = { level: Level; from: number; to: number }

/** Who has which share of a ring: `counts` in the order of `ringOrder`. Every object is counted; a level without any has no part. Pure. */
export function arcsOf(counts: readonly number[]): Arc[] {
  const all = counts.reduce((sum, n) => sum + n, 0)
  let before = 0
  return ringOrder.flatMap((level, i) => {
    const n = counts[i] ?? 0
    const from = before
    before += n
    return n > 0 ? [{ level, from: from / all, to: before / all }] : []
  })
}

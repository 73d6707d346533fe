import type { Counts, Heap, Level } from '../types.ts'

/** The worst level among counts: the lowest number but 0, which stands last. */
export const worstOf = (counts: Counts): Level => (([1, 2, 3, 4, 5] as const).find((level) => counts[level] > 0) ?? 0) as Level

export const noCounts = (): Counts => [0, 0, 0, 0, 0, 0]

/** What is brought together: where it stands in units of the tile, and how many it is. */
export type Spot = { x: number; y: number; n: number }
/** How two kinds of spots differ: which of equal ones takes in first, and what several make together. */
export type Joining<T extends Spot> = { before: (a: T, b: T) => number; together: (spots: readonly T[]) => T }

/**
 * Brings together what would lie on each other: the largest heap first takes in all within `radius` units, and stands at the mean of all;
 * again until none is near another. Nothing is lost: every count of the answer is the sum of those that went in, and the worst level of a
 * heap is the worst of its parts.
 */
export const gather = (heaps: readonly Heap[], radius: number): Heap[] => gatherBy(heaps, radius, { before: worse, together })

/** The same of any spots, by their own way of joining. */
export function gatherBy<T extends Spot>(spots: readonly T[], radius: number, joining: Joining<T>): T[] {
  const fewer = once(spots, radius, joining)
  return fewer.length < spots.length ? gatherBy(fewer, radius, joining) : fewer
}

function once<T extends Spot>(spots: readonly T[], radius: number, { before, together: join }: Joining<T>): T[] {
  const size = Math.max(1, radius)
  const squares = Map.groupBy(spots, ({ x, y }) => `${Math.floor(x / size)} ${Math.floor(y / size)}`)
  const taken = new Set<T>()
  const order = spots.toSorted((a, b) => b.n - a.n || before(a, b) || a.x - b.x || a.y - b.y)
  return order.flatMap((spot) => {
    if (taken.has(spot)) return []
    const near = around(spot, size, squares).filter(
      (other) => !taken.has(other) && Math.hypot(other.x - spot.x, other.y - spot.y) <= radius,
    )
    for (const other of near) taken.add(other)
    return [near.length > 1 ? join(near) : spot]
  })
}

function around<T extends Spot>(spot: T, size: number, squares: ReadonlyMap<string, T[]>): T[] {
  const [column, row] = [Math.floor(spot.x / size), Math.floor(spot.y / size)]
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => squares.get(`${column + dx} ${row + dy}`) ?? []))
}

/** The mean place of some spots, each counted as often as it stands for something. */
export function meanOf(spots: readonly Spot[]): Spot {
  const n = spots.reduce((sum, spot) => sum + spot.n, 0)
  const mean = (of: (spot: Spot) => number): number => spots.reduce((sum, spot) => sum + of(spot) * spot.n, 0) / n
  return { x: mean((spot) => spot.x), y: mean((spot) => spot.y), n }
}

const worse = (a: Heap, b: Heap): number => worstOf(a.counts) - worstOf(b.counts)

function together(heaps: readonly Heap[]): Heap {
  const counts = noCounts()
  for (const heap of heaps) for (const [level, some] of heap.counts.entries()) counts[level as Level] += some
  return { ...meanOf(heaps), counts, alarms: heaps.reduce((sum, h) => sum + h.alarms, 0), single: null }
}

import type { Counts, Heap, Level } from '../types.ts'

/** The worst level among counts: the lowest number but 0, which stands last. */
export const worstOf = (counts: Counts): Level => (([1, 2, 3, 4, 5] as const).find((level) => counts[level] > 0) ?? 0) as Level

export const noCounts = (): Counts => [0, 0, 0, 0, 0, 0]

/**
 * Brings together what would lie on each other: the largest heap first takes in all within `radius` units, and stands at the mean of all;
 * again until none is near another. Nothing is lost: every count of the answer is the sum of those that went in, and the worst level of a
 * heap is the worst of its parts.
 */
export function gather(heaps: readonly Heap[], radius: number): Heap[] {
  const fewer = once(heaps, radius)
  return fewer.length < heaps.length ? gather(fewer, radius) : fewer
}

function once(heaps: readonly Heap[], radius: number): Heap[] {
  const size = Math.max(1, radius)
  const squares = Map.groupBy(heaps, ({ x, y }) => `${Math.floor(x / size)} ${Math.floor(y / size)}`)
  const taken = new Set<Heap>()
  const order = heaps.toSorted((a, b) => b.n - a.n || worstOf(a.counts) - worstOf(b.counts) || a.x - b.x || a.y - b.y)
  return order.flatMap((heap) => {
    if (taken.has(heap)) return []
    const near = around(heap, size, squares).filter(
      (other) => !taken.has(other) && Math.hypot(other.x - heap.x, other.y - heap.y) <= radius,
    )
    for (const other of near) taken.add(other)
    return [near.length > 1 ? together(near) : heap]
  })
}

function around(heap: Heap, size: number, squares: ReadonlyMap<string, Heap[]>): Heap[] {
  const [column, row] = [Math.floor(heap.x / size), Math.floor(heap.y / size)]
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => squares.get(`${column + dx} ${row + dy}`) ?? []))
}

function together(heaps: readonly Heap[]): Heap {
  const n = heaps.reduce((sum, heap) => sum + heap.n, 0)
  const mean = (of: (heap: Heap) => number): number => heaps.reduce((sum, heap) => sum + of(heap) * heap.n, 0) / n
  const counts = noCounts()
  for (const heap of heaps) for (const [level, some] of heap.counts.entries()) counts[level as Level] += some
  return {
    x: mean((h) => h.x),
    y: mean((h) => h.y),
    n,
    counts,
    alarms: heaps.reduce((sum, h) => sum + h.alarms, 0),
    single: null,
  }
}

export type Pairs<T> = { both: [before: T, after: T][]; gone: T[]; fresh: T[]; moved: boolean }

/** Pairs two lists by the first of several likenesses that fits; the rest is gone or new. `moved`: the pairs stand in another order. */
export function pairUp<T>(before: T[], after: T[], likenesses: ((a: T, b: T) => boolean)[]): Pairs<T> {
  const partner = new Map<number, number>()
  const taken = new Set<number>()
  for (const alike of likenesses)
    for (const [at, one] of before.entries()) {
      if (partner.has(at)) continue
      const to = after.findIndex((other, place) => !taken.has(place) && alike(one, other))
      if (to < 0) continue
      partner.set(at, to)
      taken.add(to)
    }
  const pairs = [...partner.entries()].sort(([a], [b]) => a - b)
  return {
    both: pairs.map(([at, to]) => [before[at]!, after[to]!]),
    gone: before.filter((_, at) => !partner.has(at)),
    fresh: after.filter((_, at) => !taken.has(at)),
    moved: pairs.some(([, to], at) => at > 0 && pairs[at - 1]![1] > to),
  }
}

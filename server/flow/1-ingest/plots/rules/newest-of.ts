import type { Seen } from '../types.ts'

/**
 * One row for each target of a batch, in the order of their keys: its newest place, and all that it said of itself, later words over
 * earlier ones. Words beside a place keep the moment of the place.
 */
export function newestOf(list: readonly Seen[]): Seen[] {
  const groups = [...Map.groupBy(list, ({ source, number }) => `${source} ${number}`)].sort(([a], [b]) => (a < b ? -1 : 1))
  return groups.map(([, group]) => {
    const inOrder = group.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const base = inOrder.findLast(({ place }) => place) ?? inOrder.at(-1)!
    const said = inOrder.filter(({ words }) => words)
    if (said.length === 0) return base
    const words = Object.assign({}, ...said.map((one) => one.words)) as Seen['words']
    return { ...base, name: said.findLast(({ name }) => name)?.name ?? null, words }
  })
}

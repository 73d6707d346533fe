type Node = { id: string; parent: string | null; sort: number }

/** Units as they stand in their tree: each below the one it belongs to, beside its like by their own order. Never by a figure. */
export function treeOrder<T extends Node>(units: readonly T[]): T[] {
  const known = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parent }) => (parent !== null && known.has(parent) ? parent : null))
  const standing: T[] = []
  const walk = (parent: string | null): void => {
    for (const unit of (below.get(parent) ?? []).toSorted((a, b) => a.sort - b.sort || (a.id < b.id ? -1 : 1))) {
      standing.push(unit)
      walk(unit.id)
    }
  }
  walk(null)
  return standing
}

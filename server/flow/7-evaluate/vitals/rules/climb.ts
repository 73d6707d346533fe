import type { VitalAggregation } from '../../../../../contract/vital-kinds.ts'
import { above, type Change, type Family, type RollTree } from '../types.ts'
import { samePart } from './combine.ts'
import { codesOf, combineParts, noParts, partAt, placeOf, splicedAt } from './pack-parts.ts'

export const familyKey = ({ vital, period, parent }: Pick<Family, 'vital' | 'period' | 'parent'>): string =>
  `${vital}|${period}|${parent}`

/** Changes by the family they belong to. Of an area that did not exist in the period nothing is rolled up; `strange` counts them. */
export function byFamily(changes: readonly Change[], tree: RollTree): { families: Map<string, Change[]>; strange: Change[] } {
  const families = new Map<string, Change[]>()
  const strange: Change[] = []
  for (const change of changes) {
    const parent = tree.parentOf(change.area, change.period, change.until)
    if (parent === undefined) strange.push(change)
    else {
      const key = familyKey({ ...change, parent: parent ?? above })
      const family = families.get(key)
      if (family) family.push(change)
      else families.set(key, [change])
    }
  }
  return { families, strange }
}

/** What the changes of one key belong to; `until`: when the period is over. */
export const familyOf = (
  key: string,
  changes: readonly Change[],
): Pick<Family, 'vital' | 'period' | 'parent'> & Pick<Change, 'until'> => {
  const { vital, period, until } = changes[0] as Change
  return { vital, period, parent: key.slice(key.lastIndexOf('|') + 1), ...(until === undefined ? {} : { until }) }
}

/**
 * One step up the tree: the families as they are, with the changes of their children, and the changes of their parents that follow. A
 * parent whose part stays as it was changes nothing above it.
 */
export function climb(
  families: ReadonlyMap<string, Change[]>,
  stored: ReadonlyMap<string, Family>,
  aggregationOf: (vital: number) => VitalAggregation,
): { changed: Family[]; up: Change[] } {
  const changed: Family[] = []
  const up: Change[] = []
  for (const [key, changes] of families) {
    const { vital, period, parent, until } = familyOf(key, changes)
    const known = stored.get(key)
    const family: Family = { vital, period, parent, children: known?.children ?? '', parts: known?.parts ?? noParts }
    if (!changes.map((change) => place(family, change)).includes(true)) continue
    changed.push(family)
    const aggregation = aggregationOf(vital)
    const before = combineParts(aggregation, known?.parts ?? noParts)
    const after = combineParts(aggregation, family.parts)
    if (parent !== above && !samePart(before, after))
      up.push({ vital, period, area: parent, part: after, ...(until === undefined ? {} : { until }) })
  }
  return { changed, up }
}

/** Puts a child's part into its family; answers whether anything changed. Children stay in the order of their codes. */
function place(family: Family, { area, part }: Change): boolean {
  const at = placeOf(family.children, area)
  if (samePart(at < 0 ? null : partAt(family.parts, at), part)) return false
  if (at >= 0 && part !== null) family.parts = splicedAt(family.parts, at, 1, [part])
  else {
    const codes = codesOf(family.children)
    const from = at < 0 ? indexOf(codes, area) : at
    family.parts = splicedAt(family.parts, from, at < 0 ? 0 : 1, part ? [part] : [])
    codes.splice(from, at < 0 ? 0 : 1, ...(part ? [area] : []))
    family.children = codes.join(',')
  }
  return true
}

/** Where a code stands, or would stand, in a sorted list. */
function indexOf(codes: readonly string[], code: string): number {
  let [from, to] = [0, codes.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((codes[middle] as string) < code) from = middle + 1
    else to = middle
  }
  return from
}

import type { VitalAggregation } from '../../../../../contract/vital-kinds.ts'
import type { Change, Family, Part, RollTree } from '../types.ts'
import { byFamily, climb, familyKey, familyOf } from './climb.ts'
import { combineParts } from './pack-parts.ts'

type Key = Pick<Family, 'vital' | 'period' | 'parent'>
export type Climbing = {
  /** the area whose numbers are wanted; what changes above it is left alone */
  node: string
  tree: RollTree
  aggregationOf: (vital: number) => VitalAggregation
  /** the families as they are kept */
  read: (keys: readonly Key[]) => Promise<Map<string, Family>>
}
/** `own`: the area's part by `cellKey` where it is another one; `below`: its children likewise. */
export type Climbed = { own: Map<string, Part | null>; below: Map<string, Family> }

export const cellKey = ({ vital, period }: { vital: number; period: number }): string => `${vital}|${period}`

/**
 * What an area and its children would come to if some values below it were others: by the same climb that rolled them up, over the families
 * as they are kept, and nothing is written. With what was told since a moment put back to what it was, these are the numbers as they were known then.
 * It costs a family a tier for each value that differs, however many do not.
 */
export async function climbTo(changes: readonly Change[], { node, tree, aggregationOf, read }: Climbing): Promise<Climbed> {
  const climbed: Climbed = { own: new Map(), below: new Map() }
  for (let next = changes; next.length > 0; ) {
    for (const change of next) if (change.area === node) climbed.own.set(cellKey(change), change.part)
    const { families } = byFamily(
      next.filter(({ area }) => area !== node),
      tree,
    )
    const keys = [...families].map(([key, some]) => familyOf(key, some))
    const { changed, up } = climb(families, await read(keys), aggregationOf)
    for (const family of changed)
      if (family.parent === node) {
        climbed.below.set(familyKey(family), family)
        climbed.own.set(cellKey(family), combineParts(aggregationOf(family.vital), family.parts))
      }
    next = up
  }
  return climbed
}

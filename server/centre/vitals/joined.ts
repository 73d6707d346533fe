import type { VitalPage } from '../../../contract/vital.ts'
import { changeDays, joinedTree, wholeBefore } from '../../flow/7-evaluate/vitals/rules/former.ts'
import { joinedSource } from '../../flow/7-evaluate/vitals/store-joined.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { CellSource } from '../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import type { TreeNode } from '../../flow/7-evaluate/vitals/types.ts'

/** Where a vital is read from and what is due of it, both with the past of the areas that became this one. `sourceOf`: where theirs is read from. */
export function joinedGround<A extends Asking>(
  own: CellSource,
  record: VitalRecord,
  asking: A,
  sourceOf?: (node: TreeNode) => CellSource,
): { source: CellSource; asking: A } {
  const { tree, node } = asking
  const source = joinedSource(own, { tree, node, records: [record], ...(sourceOf ? { sourceOf } : {}) })
  return { source, asking: { ...asking, tree: joinedTree(tree, node.code) } }
}

type Stretch = { from: number; to: number }

/** What must be said of a comparison: days on which areas under this one came or went, and the codes its earlier numbers stand under. */
export function areaMarks({ tree, node, zone, now }: Asking, { from, to }: Stretch): Pick<VitalPage, 'areaChanges' | 'joined'> {
  return {
    areaChanges: changeDays(tree, node.code, { from, until: Math.min(to, now + 1), zone }),
    joined: wholeBefore(tree, node.code).map(({ code, name }) => ({ code, name })),
  }
}

import type { VitalPage } from '../../../contract/vital.ts'
import { readAtOnce } from '../../flow/7-evaluate/vitals/known/store.ts'
import { knownSource } from '../../flow/7-evaluate/vitals/known/store-known.ts'
import { lockAround } from '../../flow/7-evaluate/vitals/locks/store.ts'
import { cellsOver, overOf } from '../../flow/7-evaluate/vitals/over/store-over.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { lineUp } from '../../flow/7-evaluate/vitals/rules/line-up.ts'
import { periodStart, readPeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { above, everNode, type TreeNode } from '../../flow/7-evaluate/vitals/types.ts'
import type { Spine } from '../../kernel/spine.ts'
import { joinedGround } from './joined.ts'

/** What the number of a page was when its period was closed; null: it is not closed. */
export async function lockedCell(
  spine: Spine,
  record: VitalRecord,
  { cell, by }: Pick<VitalPage, 'cell' | 'by'>,
  asking: Asking,
): Promise<VitalPage['locked']> {
  const { tree, node, zone } = asking
  const from = cell ? readPeriod(by, cell.period, zone) : null
  if (from === null) return null
  const lock = await lockAround(spine, lineUp(tree, node.code), { from, until: periodStart(by, from, zone, 1) })
  if (!lock) return null
  return readAtOnce(spine, async (db) => {
    const sourceOf = (one: TreeNode) => knownSource(db, { tree, node: one, zone, at: lock.at, whole: true })
    const own = sourceOf(node)
    const then = (await own.vitals([record.code])).get(record.code) ?? record
    const { source } = joinedGround(own, then, asking, sourceOf)
    const over = await overOf(source, then, { by, zone })
    const [was] = await cellsOver(source, { parent: node.parent ?? above, area: node.code }, over, { from, to: from })
    return {
      ...{ area: everNode(tree, lock.area)?.name ?? lock.area, at: new Date(lock.at).toISOString() },
      ...{ before: was ? worthOf(then.definition, was.part) : null, version: then.version },
    }
  })
}

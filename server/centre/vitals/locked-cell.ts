import type { VitalPage } from '../../../contract/vital.ts'
import type { VitalCadence } from '../../../contract/vital-kinds.ts'
import { readAtOnce } from '../../flow/7-evaluate/vitals/known/store.ts'
import { knownSource } from '../../flow/7-evaluate/vitals/known/store-known.ts'
import { lockAround } from '../../flow/7-evaluate/vitals/locks/store.ts'
import { cellsOver, overOf } from '../../flow/7-evaluate/vitals/over/store-over.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { formulaOf } from '../../flow/7-evaluate/vitals/rules/formula-part.ts'
import { lineUp } from '../../flow/7-evaluate/vitals/rules/line-up.ts'
import { periodStart, readPeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { joinedGround } from '../../flow/7-evaluate/vitals/store-joined.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { asNow, type CellSource } from '../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { above, everNode, type TreeNode } from '../../flow/7-evaluate/vitals/types.ts'
import type { Spine } from '../../kernel/spine.ts'

/**
 * What the number of a page was when its period was closed, and of a formula what it would be by the version in force, where that is another one; null: it is not
 * closed.
 */
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
  const read = { by, from, asking }
  return readAtOnce(spine, async (db) => {
    const sourceOf = (one: TreeNode) => knownSource(db, { tree, node: one, zone, at: lock.at, whole: true, open: true })
    const then = await numberBy(record, { own: sourceOf(node), sourceOf }, read)
    const now = formulaOf(record.definition) ? await numberBy(record, { own: asNow(db) }, read) : then
    const isSame = now.version === then.version && now.value === then.value
    return {
      ...{ area: everNode(tree, lock.area)?.name ?? lock.area, at: new Date(lock.at).toISOString() },
      ...{ before: then.value, version: then.version, now: isSame ? null : now },
    }
  })
}

type Read = { by: VitalCadence; from: number; asking: Asking }
/** `sourceOf`: where the cells of areas it was before are read from; left out: where its own are. */
type From = { own: CellSource; sourceOf?: (node: TreeNode) => CellSource }

/** The number of one period as a source has it, and the version it is by. */
async function numberBy(record: VitalRecord, { own, sourceOf }: From, { by, from, asking }: Read) {
  const { node, zone } = asking
  const one = (await own.vitals([record.code])).get(record.code) ?? record
  const { source } = joinedGround(own, [one], asking, sourceOf)
  const over = await overOf(source, one, { by, zone, areas: [node.code] })
  const [cell] = await cellsOver(source, { parent: node.parent ?? above, area: node.code }, over, { from, to: from })
  return { value: cell ? worthOf(one.definition, cell.part) : null, version: one.version }
}

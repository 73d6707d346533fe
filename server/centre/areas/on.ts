import type { AreaFault } from '../../../contract/area-change.ts'
import { keepOwnPlaces } from '../../city/person/store-own.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { faultsOf, heirsOf, planOf, unitMoves } from './plan.ts'
import { followUnits, lockChange, moveItems, moveThings, putAreas, setFailed, setParent, setState } from './store.ts'

/**
 * The day of a change of areas has come: areas end and begin; objects, cameras, units and their items go along, in one transaction. It is looked at anew first; where
 * something stands in its way by now it is not done, and says so.
 */
export const onChangeDue: TimerHandler = async ({ change: id }, tx) => {
  const change = await lockChange(tx, String(id))
  if (change?.state !== 'waiting') return
  const plan = await planOf(tx, change.rows)
  const about = { change: change.id, title: change.title, day: change.day }
  const record = (kind: 'areas.changed' | 'areas.change-failed', body: object) =>
    tx.record({ kind, subject: change.id, area: null, body: { ...about, ...body } } as Parameters<Tx['record']>[0])
  if (plan.faults.length > 0) {
    const faults = faultsOf(plan)
    await setFailed(tx, change.id, faults)
    await record('areas.change-failed', { faults: faults.length, why: whyOf(faults), asker: change.by })
    return
  }
  const [heirs, moves] = [await heirsOf(tx, plan), await unitMoves(tx, plan)]
  await putAreas(tx, plan, change)
  await moveThings(tx, firstOf(heirs))
  for (const { unit, to, parent } of moves) {
    await followUnits(
      tx,
      heirs.filter(({ now }) => to.includes(now.code)),
      [unit.id],
    )
    if (parent) await setParent(tx, unit.id, parent.id)
  }
  await keepOwnPlaces(tx)
  await moveItems(tx, firstOf(heirs))
  await setState(tx, change.id, 'done')
  await record('areas.changed', { ends: plan.ends.length, begins: plan.begins.length, renames: plan.renames.length })
}

/** So many are named; of more the page of the changes says them. */
const named = 3

function whyOf(faults: readonly AreaFault[]): { zh: string; en: string } {
  const first = faults.slice(0, named)
  return {
    zh: first.map(({ row, zh }) => `第 ${row} 行：${zh}`).join('；'),
    en: first.map(({ row, en }) => `line ${row}: ${en}`).join('; '),
  }
}

/** What stands in a place that was split is put into the first part, until somebody says where it is. */
function firstOf(heirs: Awaited<ReturnType<typeof heirsOf>>) {
  const seen = new Set<string>()
  return heirs.filter(({ was }) => !seen.has(was.code) && seen.add(was.code))
}

export type AreasChanged = RecordedFact<'areas.changed'>

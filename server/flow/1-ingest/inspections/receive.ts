import type { DetailValue, DetailValues } from '../../../../contract/detail.ts'
import type { InspectionIn } from '../../../../contract/inspection-desk.ts'
import { attachFile, lockFile } from '../../../city/file/store.ts'
import { planOf } from '../../../city/inspection/plans-of.ts'
import { refuseEmpty } from '../../../city/inspection/rules/refuse-empty.ts'
import { takeInspection } from '../../../city/inspection/rules/take-inspection.ts'
import type { Plan } from '../../../city/inspection/types.ts'
import { setDetails } from '../../../city/object/set-details.ts'
import { lockForDetails } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { Caller } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { claimDoneAt } from './rules/claim-done-at.ts'
import { ofNow } from './rules/of-now.ts'
import { insertInspection, inspectable, toldSince } from './store.ts'

export type Receiving = { packs: Packs; zone: string }
export type Receipt = { id: string; doneAt: Date; faults: number }

/**
 * Writes an inspection that was done, with what it says of the object, and its fact; what was faulty becomes a hazard in the same
 * transaction. The photos may still be on their way: words go first. Refused: an object that is not the caller's to inspect, an item left out, a look at
 * nothing, a time a phone may not claim.
 */
export async function receiveInspection(
  tx: Tx,
  { packs, zone }: Receiving,
  caller: Caller,
  given: InspectionIn,
): Promise<Receipt> {
  const object = await inspectable(tx, caller, given.object)
  if (!object) throw new RefusalError({ code: 'thing.not-found' })
  const plan = planOf(packs.all(), object.kind, given.plan)
  if (!plan) throw new RefusalError(malformed('/plan', 'name.unknown', { name: given.plan }))
  const said = given.answers.map((one) => (one.text === undefined ? one : { ...one, text: plainText(one.text) }))
  const taken = orRefuse(takeInspection(plan.inspection, said))
  orRefuse(refuseEmpty(plan.inspection, said))
  const [id, at] = [tx.newId(), orRefuse(claimDoneAt(given.doneAt, tx.now))]
  const { kind, area, demo, name } = object
  await insertInspection(tx, {
    ...{ id, object: object.id, kind, pack: plan.pack, plan: plan.inspection.id, area, unit: caller.unit, person: caller.person },
    ...{ done_at: at, received_at: tx.now, answers: taken.answers, faults: taken.faults.length, demo },
    note: given.note ? plainText(given.note) : null,
  })
  await tieFiles(
    tx,
    id,
    taken.answers.flatMap(({ files }) => files ?? []),
    caller.person,
  )
  const { inspection } = plan
  const values = { ...taken.sets, ...lastTime(plan, at, zone) }
  await tx.record({
    kind: 'inspection.done',
    ...{ subject: object.id, area, occurredAt: at },
    body: {
      ...{ inspection: id, object: object.id, label: name, plan: inspection.id, planName: inspection.name },
      ...{ faults: taken.faults.length, items: inspection.items.length },
      told: Object.entries(values).map(([detail, value]) => ({ field: `details/${detail}`, value })),
    },
  })
  await setDetails(tx, object.id, await stillSo(tx, object.id, values, { plan, at, zone }), { way: 'inspection', at })
  return { id, doneAt: at, faults: taken.faults.length }
}

type Looked = { plan: Plan; at: Date; zone: string }
/** What of it is not older than what the register says: a phone tells up to a week later. */
async function stillSo(tx: Tx, object: string, values: DetailValues, { plan, at, zone }: Looked): Promise<DetailValues> {
  if (at >= tx.now || Object.keys(values).length === 0) return values
  // Locked before it is read what was told since: of two phones the second sees the first.
  const held = await lockForDetails(tx, object)
  if (!held) return values
  const { every } = plan.inspection
  const last = every.kind === 'cycle' ? (every.last ?? null) : null
  const since = await toldSince(tx, object, at)
  return ofNow(values, { since, held: held.details, last, today: cityDay(tx.now, zone) })
}

/** A cycle writes its day down in the register, where the next one is reckoned from. */
function lastTime({ inspection: { every } }: Plan, at: Date, zone: string): Record<string, DetailValue> {
  if (every.kind !== 'cycle' || every.last === undefined) return {}
  return { [every.last]: cityDay(at, zone) }
}

/** Only the inspector's own photos, and none that belongs to something else. */
async function tieFiles(tx: Tx, inspection: string, files: string[], owner: string): Promise<void> {
  for (const id of [...new Set(files)].sort()) {
    const file = await lockFile(tx, id)
    if (
      !file ||
      file.owner !== owner ||
      file.inspection !== null ||
      file.object !== null ||
      file.report !== null ||
      file.event !== null
    )
      throw new RefusalError(malformed('/answers', 'file.not-yours', { name: id }))
    await attachFile(tx, id, { inspection })
  }
}

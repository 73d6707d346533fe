import { planOf } from '../../../city/inspection/plans-of.ts'
import { takeInspection } from '../../../city/inspection/rules/take-inspection.ts'
import type { Fault } from '../../../city/inspection/types.ts'
import { setDetails } from '../../../city/object/set-details.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { RecordedFact } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { inspectionById } from '../../1-ingest/inspections/store.ts'
import type { InspectionRow } from '../../1-ingest/inspections/types.ts'
import { openHazardEvent } from './open-hazard.ts'
import { countAgain, hazardOf, openHazard, saidElsewhere } from './store.ts'

/** What inspections find becomes hazards; a hazard that is over tells the register so. */
export function hazardHandlers(deps: { packs: Packs; zone: string }) {
  const { packs } = deps

  async function onInspection(fact: RecordedFact<'inspection.done'>, tx: Tx): Promise<void> {
    if (fact.body.faults === 0) return
    const done = await inspectionById(tx, fact.body.inspection)
    const plan = done && planOf(packs.all(), done.kind, done.plan)
    if (!done || !plan) throw new Error(`inspection ${fact.body.inspection} cannot be read back`)
    const taken = takeInspection(plan.inspection, done.answers)
    if (!taken.ok) throw new Error(`inspection ${done.id} does not fit its items`)
    for (const fault of taken.value.faults) await foundFaulty(tx, { done, type: plan.inspection.hazard, fault })
  }

  type Faulty = { done: InspectionRow; type: string; fault: Fault }
  /** One open hazard an item: seen again it is counted, not opened a second time. */
  async function foundFaulty(tx: Tx, { done, type, fault }: Faulty): Promise<void> {
    const { object, plan } = done
    const note = noteOf(fault)
    const open = await openHazard(tx, { object, type, plan, item: fault.item })
    if (!open) {
      const from = { plan, item: fault.item, inspection: done.id, sets: fault.restores }
      const found = { object, type, what: fault.name, grade: fault.grade, note, files: fault.files, at: done.done_at, from }
      await openHazardEvent(tx, deps, { ...found, by: 'inspection' })
      return
    }
    await countAgain(tx, open)
    const body = { event: open, object, what: fault.name, item: fault.item, inspection: done.id, note }
    await tx.record({ kind: 'hazard.found-again', subject: open, area: done.area, occurredAt: done.done_at, body })
  }

  /** Checked by a second party, or never there: what it had told the register is taken back, unless another hazard still says so. */
  async function onOver(fact: RecordedFact<'event.closed'> | RecordedFact<'event.false-alarm'>, tx: Tx): Promise<void> {
    const hazard = await hazardOf(tx, fact.body.event)
    if (!hazard?.sets || (await saidElsewhere(tx, hazard, hazard.sets.detail))) return
    await setDetails(tx, hazard.object, { [hazard.sets.detail]: hazard.sets.fine }, { way: 'hazard' })
  }

  return { onInspection, onOver }
}

const noteOf = ({ note, value }: Fault): string | null =>
  [value ? `${value.value} ${value.unit}`.trim() : null, note].filter(Boolean).join('，') || null

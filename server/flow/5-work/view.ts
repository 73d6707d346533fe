import type { EvidenceView } from '../../../contract/event.ts'
import type { OrderCard, WorkOrder } from '../../../contract/work-order.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import { currentClock } from './rules/current-clock.ts'
import { allowedActions } from './rules/may-act.ts'
import type { EvidenceRow, OrderRow, Standing } from './types.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The caller as the rules see them, in front of this order. */
export const standingOf = (caller: Caller, order: Pick<OrderRow, 'area'>): Standing => ({
  person: caller.person,
  unit: caller.unit,
  post: caller.post,
  permits: caller.permits,
  inScope: inScope(caller.scope, order.area),
})

/** The order on the wire, with what this caller may do with it now. */
export function viewOfOrder(row: OrderRow, caller: Caller, now: Date): WorkOrder {
  const clock = currentClock(row)
  return {
    id: row.id,
    event: row.event,
    unit: row.unit,
    unitName: row.unit_name,
    role: row.role,
    mandatory: row.mandatory,
    state: row.state,
    step: row.step,
    holder: row.accepted_by,
    holderName: row.accepted_name,
    askedAt: row.asked_at.toISOString(),
    acceptBy: row.accept_by.toISOString(),
    arriveBy: iso(row.arrive_by),
    finishBy: iso(row.finish_by),
    provisional: row.provisional,
    acceptedAt: iso(row.accepted_at),
    arrivedAt: iso(row.arrived_at),
    submittedAt: iso(row.submitted_at),
    clock: clock && { ...clock, from: clock.from.toISOString(), due: clock.due.toISOString() },
    checklist: row.checklist.map(({ id, name, kind, required }) => {
      const doneAt = row.done_items[id] ?? null
      return { id, name, kind, required, done: doneAt !== null, doneAt }
    }),
    result: row.result,
    defects: row.defects,
    proposal: row.proposal && {
      unit: row.proposal.unit,
      unitName: row.proposal.unitName,
      reason: row.proposal.reason,
      basis: row.proposal.basis,
    },
    ask: row.ask && { kind: row.ask.kind, until: row.ask.until, reason: row.ask.reason, byName: row.ask.byName },
    allowed: allowedActions(row, standingOf(caller, row), now),
    version: row.version,
  }
}

const unnamed = { zh: '其他', en: 'Other' }

/** Evidence on the wire. */
export const viewOfEvidence = (row: EvidenceRow): EvidenceView => ({
  id: row.id,
  item: row.item,
  label: row.label ?? unnamed,
  kind: row.kind,
  file: row.file,
  value: row.value,
  hash: row.hash,
  lon: row.lon,
  lat: row.lat,
  accuracyM: row.accuracy_m,
  distanceM: row.distance_m,
  takenAt: row.taken_at.toISOString(),
  byName: row.by_name,
})

/** Photos of a card: what was already taken on this case. */
export const photosOf = (evidence: readonly EvidenceRow[]): OrderCard['photos'] =>
  evidence.flatMap((row) => (row.file ? [{ id: row.file, item: row.item, takenAt: row.taken_at.toISOString() }] : []))

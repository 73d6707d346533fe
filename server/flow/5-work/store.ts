import type { EvidenceView } from '../../../contract/event.ts'
import type { OrderCard, WorkOrder } from '../../../contract/work-order.ts'
import { inScope } from '../../city/permit/scope.ts'
import { distanceM } from '../../kernel/geo.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { caseSightSql } from '../3-event/store.ts'
import { currentClock, type RunningClock } from './rules/current-clock.ts'
import { openMandatory } from './rules/finished.ts'
import { allowedActions } from './rules/may-act.ts'
import type { EvidenceRow, OrderRow, Standing } from './types.ts'

/** Columns of an order row `o`. The posts called for it come along: any of them may accept. */
export const orderColumns = `o.id, o.event, o.unit, o.unit_name, o.post, o.role, o.mandatory, o.part, o.backstop, o.state, o.step, o.area, o.asked_at, o.accept_by, o.rung_by,
  o.arrive_by, o.finish_by, o.provisional, o.accepted_at, o.accepted_by, o.accepted_name, o.arrived_at, o.submitted_at, o.submitted_by, o.done_at, o.result,
  o.cause, o.defects, o.checklist, o.done_items, o.pause, o.paused_ms::float8 as paused_ms, o.paused_at, o.returns, o.proposal, o.ask, o.version, o.changed_at,
  o.demo, array(select c.post from calls c where c.work_order = o.id and not c.inform union select o.post where o.post is not null) as called`

/** The order with this id, whoever asks; null when there is none. */
export async function orderById(db: Db, id: string): Promise<OrderRow | null> {
  return (await db.query<OrderRow>(`select ${orderColumns} from work_orders o where o.id = $1`, [id]))[0] ?? null
}

/** Open orders whose limits touch a year nobody has published. */
export async function countProvisional(db: Db): Promise<number> {
  const [row] = await db.query<{ n: number }>('select count(*)::int as n from work_orders where provisional and done_at is null')
  return row!.n
}

/** All orders of an event, lead first, then as they were asked. */
export function ordersOfEvent(db: Db, event: string): Promise<OrderRow[]> {
  return db.query<OrderRow>(
    `select ${orderColumns} from work_orders o where o.event = $1 order by o.role = 'assist', o.asked_at, o.id`,
    [event],
  )
}

/** The orders of many events at once, for lists. */
export function ordersOfEvents(db: Db, events: string[]): Promise<OrderRow[]> {
  return db.query<OrderRow>(
    `select ${orderColumns} from work_orders o where o.event = any($1) order by o.event, o.role = 'assist', o.asked_at, o.id`,
    [events],
  )
}

/** Mandatory orders of an event that still want work: above zero it must not be closed. */
export async function countOpenMandatory(db: Db, event: string): Promise<number> {
  return openMandatory(await ordersOfEvent(db, event))
}

/**
 * The order if the caller may see it, else null: their unit's, one their post was called for, one they accepted, or any of
 * an event they see (the right to act on a case gives sight of it).
 */
export async function visibleOrder(db: Db, caller: Caller, id: string): Promise<OrderRow | null> {
  const values: unknown[] = [id, caller.post, caller.person]
  const sight = caseSightSql(caller, values)
  const [row] = await db.query<OrderRow>(
    `select ${orderColumns} from work_orders o join events e on e.id = o.event
     where o.id = $1 and (${sight} or o.accepted_by = $3 or o.post = $2
       or exists (select 1 from calls c where c.work_order = o.id and c.post = $2 and not c.inform))`,
    values,
  )
  return row ?? null
}

/** Evidence of an event, oldest first, with the name of its checklist line and its distance from the event's place in metres. */
export function evidenceOf(db: Db, event: string): Promise<EvidenceRow[]> {
  return evidenceOfEvents(db, [event])
}

const evidenceColumns = `v.id, v.event, v.work_order, v.item, v.kind, v.file, v.value, v.hash, v.lon, v.lat, v.accuracy_m, v.taken_at, v.added_at, v.added_by,
  coalesce(p.name, v.added_by) as by_name, line.item->'name' as label, line.item->>'when' as "when", line.item->>'unit' as unit`

/** Evidence of many events, oldest first. */
export async function evidenceOfEvents(db: Db, events: string[]): Promise<EvidenceRow[]> {
  const rows = await db.query<EvidenceRow & { event_lon: number; event_lat: number }>(
    `select ${evidenceColumns}, e.lon as event_lon, e.lat as event_lat
     from evidence v join events e on e.id = v.event left join persons p on p.id = v.added_by
     left join work_orders o on o.id = v.work_order
     left join lateral (select i as item from jsonb_array_elements(o.checklist) i where i->>'id' = v.item limit 1) line on true
     where v.event = any($1) order by v.added_at, v.id`,
    [events],
  )
  return rows.map(({ event_lon, event_lat, ...row }) => ({
    ...row,
    distance_m:
      row.lon === null || row.lat === null ? null : distanceM({ lon: row.lon, lat: row.lat }, { lon: event_lon, lat: event_lat }),
  }))
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The caller as the rules see them, in front of this order. */
export const standingOf = (caller: Caller, order: Pick<OrderRow, 'area'>): Standing => ({
  person: caller.person,
  unit: caller.unit,
  post: caller.post,
  permits: caller.permits,
  inScope: inScope(caller.scope, order.area),
})

/** The checklist with what is done of it. */
export const viewOfChecklist = (row: Pick<OrderRow, 'checklist' | 'done_items'>): WorkOrder['checklist'] =>
  row.checklist.map(({ id, name, kind, unit = null, required }) => {
    const doneAt = row.done_items[id] ?? null
    return { id, name, kind, unit, required, done: doneAt !== null, doneAt }
  })

const viewOfClock = ({ from, due, firstDue, ...clock }: RunningClock): NonNullable<WorkOrder['clock']> => ({
  ...{ ...clock, from: from.toISOString(), due: due.toISOString(), firstDue: firstDue.toISOString() },
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
    part: row.part,
    state: row.state,
    step: row.step,
    holder: row.accepted_by,
    holderName: row.accepted_name,
    askedAt: row.asked_at.toISOString(),
    acceptBy: row.accept_by.toISOString(),
    rungBy: iso(row.rung_by),
    arriveBy: iso(row.arrive_by),
    finishBy: iso(row.finish_by),
    provisional: row.provisional,
    acceptedAt: iso(row.accepted_at),
    arrivedAt: iso(row.arrived_at),
    submittedAt: iso(row.submitted_at),
    clock: clock && viewOfClock(clock),
    checklist: viewOfChecklist(row),
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

/** What evidence outside the checklist is called. */
export const unnamed = { zh: '其他', en: 'Other' }

/** Evidence on the wire. */
export const viewOfEvidence = (row: EvidenceRow): EvidenceView => ({
  id: row.id,
  item: row.item,
  label: row.label ?? unnamed,
  kind: row.kind,
  file: row.file,
  value: row.value,
  unit: row.unit,
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

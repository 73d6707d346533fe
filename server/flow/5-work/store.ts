import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { lockEvent, sightSql } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { distanceM } from './rules/distance.ts'
import { openMandatory } from './rules/finished.ts'
import type { EvidenceRow, OrderRow } from './types.ts'

/** Columns of an order row `o`. The posts called for it come along: any of them may accept. */
export const orderColumns = `o.id, o.event, o.unit, o.unit_name, o.post, o.role, o.mandatory, o.backstop, o.state, o.step, o.area, o.asked_at, o.accept_by,
  o.arrive_by, o.finish_by, o.provisional, o.accepted_at, o.accepted_by, o.accepted_name, o.arrived_at, o.submitted_at, o.submitted_by, o.done_at, o.result,
  o.cause, o.defects, o.checklist, o.done_items, o.pause, o.paused_ms::float8 as paused_ms, o.paused_at, o.returns, o.proposal, o.ask, o.version, o.changed_at,
  o.demo, array(select c.post from calls c where c.work_order = o.id and not c.inform union select o.post where o.post is not null) as called`

/** The order with this id, whoever asks; null when there is none. */
export async function orderById(db: Db, id: string): Promise<OrderRow | null> {
  return (await db.query<OrderRow>(`select ${orderColumns} from work_orders o where o.id = $1`, [id]))[0] ?? null
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
  const sight = sightSql(caller, values)
  const [row] = await db.query<OrderRow>(
    `select ${orderColumns} from work_orders o join events e on e.id = o.event
     where o.id = $1 and (${sight} or o.accepted_by = $3 or o.post = $2
       or exists (select 1 from calls c where c.work_order = o.id and c.post = $2 and not c.inform))`,
    values,
  )
  return row ?? null
}

/** A locked case: the event's row first, then its orders by id, so that two people on one case wait instead of crossing. */
export type LockedCase = { event: EventRecord; orders: OrderRow[] }

export async function lockCase(tx: Tx, eventId: string): Promise<LockedCase | null> {
  const event = await lockEvent(tx, eventId)
  if (!event) return null
  const orders = await tx.query<OrderRow>(
    `select ${orderColumns} from work_orders o where o.event = $1 order by o.id for update of o`,
    [eventId],
  )
  return { event, orders }
}

/** The same without waiting, for timers: null when somebody is at work on the case right now, or it is gone. */
export async function lockCaseIfFree(tx: Tx, eventId: string): Promise<LockedCase | null> {
  const free = await tx.query('select 1 from events where id = $1 for update skip locked', [eventId])
  return free.length > 0 ? lockCase(tx, eventId) : null
}

/** One order with its case, locked. */
export async function lockOrder(tx: Tx, id: string): Promise<(LockedCase & { order: OrderRow }) | null> {
  const found = await orderById(tx, id)
  const locked = found ? await lockCase(tx, found.event) : null
  const order = locked?.orders.find((row) => row.id === id)
  return locked && order ? { ...locked, order } : null
}

export type NewOrder = Pick<
  OrderRow,
  | 'id'
  | 'event'
  | 'unit'
  | 'unit_name'
  | 'post'
  | 'role'
  | 'mandatory'
  | 'backstop'
  | 'area'
  | 'accept_by'
  | 'arrive_by'
  | 'finish_by'
  | 'provisional'
  | 'checklist'
  | 'done_items'
  | 'demo'
>

export async function insertOrder(tx: Tx, order: NewOrder): Promise<OrderRow> {
  const [row] = await tx.query<OrderRow>(
    `insert into work_orders as o (id, event, unit, unit_name, post, role, mandatory, backstop, state, area, asked_at, accept_by, arrive_by, finish_by, provisional,
       checklist, done_items, changed_at, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10, $11, $12, $13, $14, $15, $16, $10, $17) returning ${orderColumns}`,
    [
      order.id,
      order.event,
      order.unit,
      order.unit_name,
      order.post,
      order.role,
      order.mandatory,
      order.backstop,
      order.area,
      tx.now,
      order.accept_by,
      order.arrive_by,
      order.finish_by,
      order.provisional,
      JSON.stringify(order.checklist),
      order.done_items,
      order.demo,
    ],
  )
  return row!
}

export type OrderChange = Partial<
  Pick<
    OrderRow,
    | 'state'
    | 'role'
    | 'step'
    | 'accept_by'
    | 'arrive_by'
    | 'finish_by'
    | 'provisional'
    | 'accepted_at'
    | 'accepted_by'
    | 'accepted_name'
    | 'arrived_at'
    | 'submitted_at'
    | 'submitted_by'
    | 'done_at'
    | 'result'
    | 'cause'
    | 'defects'
    | 'done_items'
    | 'pause'
    | 'paused_ms'
    | 'paused_at'
    | 'returns'
    | 'proposal'
    | 'ask'
  >
>

const json = new Set(['defects', 'done_items', 'pause', 'proposal', 'ask'])

/** Changes columns of a locked order, counts its version up, and answers the row as it is now. Keys are column names only. */
export async function changeOrder(tx: Tx, order: OrderRow, change: OrderChange): Promise<OrderRow> {
  const entries = Object.entries(change)
  const sets = entries.map(([name], at) => `, ${name} = $${at + 3}`).join('')
  const values = entries.map(([name, value]) => (json.has(name) && value !== null ? JSON.stringify(value) : value))
  await tx.query(`update work_orders set version = version + 1, changed_at = $2${sets} where id = $1`, [
    order.id,
    tx.now,
    ...values,
  ])
  return { ...order, ...change, version: order.version + 1, changed_at: tx.now }
}

/** Evidence of an event, oldest first, with the name of its checklist line and its distance from the event's place in metres. */
export function evidenceOf(db: Db, event: string): Promise<EvidenceRow[]> {
  return evidenceOfEvents(db, [event])
}

const evidenceColumns = `v.id, v.event, v.work_order, v.item, v.kind, v.file, v.value, v.hash, v.lon, v.lat, v.accuracy_m, v.taken_at, v.added_at, v.added_by,
  coalesce(p.name, v.added_by) as by_name, line.item->'name' as label, line.item->>'when' as "when"`

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

export type NewEvidence = Pick<
  EvidenceRow,
  | 'id'
  | 'event'
  | 'work_order'
  | 'item'
  | 'kind'
  | 'file'
  | 'value'
  | 'hash'
  | 'lon'
  | 'lat'
  | 'accuracy_m'
  | 'taken_at'
  | 'added_by'
>

export async function insertEvidence(tx: Tx, evidence: NewEvidence): Promise<void> {
  await tx.query(
    `insert into evidence (id, event, work_order, item, kind, file, value, hash, lon, lat, accuracy_m, taken_at, added_at, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      evidence.id,
      evidence.event,
      evidence.work_order,
      evidence.item,
      evidence.kind,
      evidence.file,
      evidence.value === null ? null : JSON.stringify(evidence.value),
      evidence.hash,
      evidence.lon,
      evidence.lat,
      evidence.accuracy_m,
      evidence.taken_at,
      tx.now,
      evidence.added_by,
    ],
  )
}

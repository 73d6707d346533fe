import type { Db, Tx } from '../../kernel/spine.ts'
import { lockEvent } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { orderById, orderColumns } from './store.ts'
import type { EvidenceRow, OrderRow } from './types.ts'

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

/** Cases with open work whose limits are provisional, in the order they are locked in. */
export async function provisionalCases(db: Db): Promise<string[]> {
  const rows = await db.query<{ event: string }>(
    'select distinct event from work_orders where provisional and done_at is null order by event',
  )
  return rows.map(({ event }) => event)
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
  | 'part'
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
       checklist, done_items, changed_at, demo, part)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10, $11, $12, $13, $14, $15, $16, $10, $17, $18) returning ${orderColumns}`,
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
      order.part && JSON.stringify(order.part),
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
    | 'rung_by'
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

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { OrderAction, WorkOrder } from '../../../contract/work-order.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import { type Caller, callerOf } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { countingOf } from './clocks.ts'
import { mayAct } from './rules/may-act.ts'
import { standingOf, viewOfOrder, visibleOrder } from './store.ts'
import { changeOrder, type LockedCase, lockOrder, type OrderChange } from './store-write.ts'
import { type Counting, moveTimers } from './timers.ts'
import type { OrderRow, Standing } from './types.ts'

export const OrderId = z.object({ id: z.uuid() })

export type Desk = { spine: Spine; packs: Packs; calendar: WorkCalendar }

/** Everything a verb works with: the locked case, the caller, and how its clocks count. */
export type Act = LockedCase & { tx: Tx; order: OrderRow; caller: Caller; who: Standing; counting: Counting; desk: Desk }

export type Asked = { action: OrderAction; id: string; version: number | undefined }

/** Names of the order that every fact about it carries. */
export const named = (order: OrderRow) => ({
  order: order.id,
  unit: order.unit,
  unitName: order.unit_name,
  role: order.role,
  event: order.event,
})
/** Whose fact it is: the event's timeline, the order's area and unit. */
export const about = (order: OrderRow) => ({ subject: order.event, area: order.area, unit: order.unit })

/** One verb on one order: see, lock, version, rule, work, answer. The locks go event first, then its orders. */
export function act(
  desk: Desk,
  request: FastifyRequest,
  asked: Asked,
  work: (act: Act) => Promise<OrderRow>,
): Promise<WorkOrder> {
  const caller = callerOf(request)
  return write(desk.spine, request, async (tx) => {
    const seen = await visibleOrder(tx, caller, asked.id)
    const locked = seen ? await lockOrder(tx, asked.id) : null
    if (!locked) throw new RefusalError({ code: 'thing.not-found' })
    const { order, event } = locked
    const who = standingOf(caller, order)
    const may = mayAct(order, who, asked.action, tx.now)
    // Said before the version: "who has it now" tells a late hand more than "look again".
    if (!may.ok && may.refusal.code === 'work-order.already-accepted') orRefuse(may)
    if (asked.version !== undefined && asked.version !== order.version)
      throw new RefusalError({ code: 'version.stale', details: { version: order.version } })
    orRefuse(may)
    const done = await work({ ...locked, tx, caller, who, counting: await countingOf(tx, desk.calendar, event), desk })
    return viewOfOrder(done, caller, tx.now)
  })
}

/** Changes the order and its timers together. Due times at or before `since` were reported then and stay silent. */
export async function move(
  { tx, counting }: Pick<Act, 'tx' | 'counting'>,
  order: OrderRow,
  change: OrderChange,
  since: Date | null = null,
): Promise<OrderRow> {
  const after = await changeOrder(tx, order, change)
  await moveTimers(tx, { before: order, after, since }, counting)
  return after
}

import { z } from 'zod'
import { HandOverBody, type LeftOrder, LeftOrderList, LeftTargetList } from '../../../contract/left-order.ts'
import { WorkOrder } from '../../../contract/work-order.ts'
import { postKinds } from '../../city/permit/permits.ts'
import { inScope } from '../../city/permit/scope.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { about, type Desk, move, named, OrderId } from './act.ts'
import { countingOf } from './clocks.ts'
import { nextOrderState } from './life.ts'
import { mayHandOverTo } from './rules/transfer.ts'
import { viewOfOrder } from './store.ts'
import { unitLine } from './store-city.ts'
import { heldPosts, type LeftRow, leftOrders } from './store-left.ts'
import { type LockedCase, lockOrder } from './store-write.ts'
import type { OrderRow, UnitLine } from './types.ts'

const Page = z.object({
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const Words = z.object({ q: z.string().trim().min(1).max(60) })
const config = { permit: 'work-order.arbitrate' } as const
/** Posts whose holders can work on an order. */
const working = Object.entries(postKinds).flatMap(([kind, { permits }]) => (permits.includes('work-order.act') ? [kind] : []))

/** 待交接: open orders of posts nobody holds any more, or whose holder moved. Each is handed to another post, with a reason. */
export async function leftRoutes(app: App, desk: Desk): Promise<void> {
  const { spine } = desk
  app.get(
    '/api/v1/left-orders',
    { schema: { summary: '待交接的工单', querystring: Page, response: { 200: LeftOrderList, ...errors } }, config },
    async (request) => {
      const { cursor, limit } = request.query
      const now = spine.clock.now()
      const wish = { scope: callerOf(request).scope, now, after: parseCursor(cursor), limit: limit + 1 }
      const { rows, next } = pageOf(await leftOrders(spine, wish), limit, (row) => ({ at: row.due, id: row.id }))
      return { rows: rows.map(viewOf), next, at: now.toISOString() }
    },
  )
  app.get(
    '/api/v1/left-orders/posts',
    { schema: { summary: '可以接手的岗位', querystring: Words, response: { 200: LeftTargetList, ...errors } }, config },
    async (request) => {
      const wish = { scope: callerOf(request).scope, now: spine.clock.now(), q: request.query.q, kinds: working, limit: 20 }
      const rows = await heldPosts(spine, wish)
      return { rows: rows.map(({ post, postName, unitName, holders }) => ({ post, postName, unitName, holders })) }
    },
  )
  app.post(
    '/api/v1/work-orders/:id/hand-over',
    { schema: { summary: '交接', params: OrderId, body: HandOverBody, response: { 200: WorkOrder, ...errors } }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        const locked = await lockOrder(tx, request.params.id)
        if (!locked || !inScope(caller.scope, locked.order.area)) throw new RefusalError({ code: 'thing.not-found' })
        const done = await handOver({ tx, caller, desk, ...locked }, request.body)
        return viewOfOrder(done, caller, tx.now)
      }),
  )
}

type HandingOver = LockedCase & { tx: Tx; caller: Caller; desk: Desk; order: OrderRow }

/** Ends the order here and has it asked anew of the post, on the clocks that are running; the dispatch stage calls its holders. */
async function handOver(one: HandingOver, { version, post, reason }: z.infer<typeof HandOverBody>): Promise<OrderRow> {
  const { tx, order, event, caller, desk } = one
  if (version !== undefined && version !== order.version)
    throw new RefusalError({ code: 'version.stale', details: { version: order.version } })
  if (nextOrderState(order.state, 'transfer') === null)
    throw new RefusalError({ code: 'work-order.state', details: { state: order.state, verb: 'transfer' } })
  const wish = { scope: caller.scope, now: tx.now, after: null, limit: 1 }
  if ((await leftOrders(tx, { ...wish, order: order.id })).length === 0)
    throw new RefusalError({ code: 'work-order.not-left', details: { unit: order.unit_name } })
  const [target] = await heldPosts(tx, { ...wish, post, kinds: working })
  const to = target ? await unitLine(tx, target.unit, tx.now) : null
  if (!target || !to) throw new RefusalError(malformed('/post', 'post.no-worker'))
  orRefuse(mayHandOverTo(order, (await unitLine(tx, order.unit, tx.now)) ?? gone(order), to))
  const counting = await countingOf(tx, desk.calendar, event)
  const after = await move({ tx, counting }, order, { state: 'transferred', done_at: tx.now })
  const body = { ...named(order), to: to.id, toName: to.name, reason, post: target.post, postName: target.postName }
  await tx.record({ kind: 'work-order.transferred', ...about(order), body })
  return after
}

/** A unit that is no more: nothing is near to it, only who answers for the place. */
const gone = ({ unit, unit_name }: OrderRow): UnitLine => ({ id: unit, name: unit_name, above: [], district: unit, areas: [] })

const viewOf = ({ unit_name, post_name, accepted_name, due, ...row }: LeftRow): LeftOrder => ({
  ...row,
  unitName: unit_name,
  postName: post_name,
  holderName: accepted_name,
  due: due.toISOString(),
  allowed: nextOrderState(row.state, 'transfer') !== null,
})

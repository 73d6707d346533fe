import type { z } from 'zod'
import { UrgeBody } from '../../../contract/event.ts'
import { ExtendBody, OrderPlainBody, OrderReasonBody, SuspendBody, WorkOrder } from '../../../contract/work-order.ts'
import { type App, errors } from '../../kernel/http.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import { callsPeople } from '../3-event/store-again.ts'
import { type Act, about, act, type Desk, move, named, OrderId } from './act.ts'
import { goneOn } from './clocks.ts'
import { recordPause, recordResumed } from './record-pause.ts'
import { mayExtendTo } from './rules/extension.ts'
import { isFinished } from './rules/finished.ts'
import { isApprover } from './rules/may-act.ts'
import { resumedState } from './rules/resumed.ts'
import type { OrderRow } from './types.ts'

const response = { 200: WorkOrder, ...errors }
const read = { permit: 'work-order.read' } as const
const approve = { permit: 'work-order.approve' } as const

/** What moves the clocks of an order, or ends it without work: suspend, resume, extend, excuse; and the urging of a hub. */
export async function pauseRoutes(app: App, desk: Desk): Promise<void> {
  app.post(
    '/api/v1/work-orders/:id/suspend',
    { schema: { summary: '挂起', params: OrderId, body: SuspendBody, response }, config: read },
    (request) =>
      act(desk, request, { action: 'suspend', id: request.params.id, version: request.body.version }, (one) =>
        suspend(one, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/resume',
    { schema: { summary: '恢复；或不同意挂起', params: OrderId, body: OrderPlainBody, response }, config: read },
    (request) => act(desk, request, { action: 'resume', id: request.params.id, version: request.body.version }, resume),
  )
  app.post(
    '/api/v1/work-orders/:id/extend',
    { schema: { summary: '申请延期', params: OrderId, body: ExtendBody, response }, config: { permit: 'work-order.act' } },
    (request) =>
      act(desk, request, { action: 'extend', id: request.params.id, version: request.body.version }, (one) =>
        askExtension(one, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/approve-extend',
    { schema: { summary: '同意延期', params: OrderId, body: OrderPlainBody, response }, config: approve },
    (request) => act(desk, request, { action: 'approve-extend', id: request.params.id, version: request.body.version }, extend),
  )
  app.post(
    '/api/v1/work-orders/:id/refuse-extend',
    { schema: { summary: '不同意延期', params: OrderId, body: OrderPlainBody, response }, config: approve },
    (request) =>
      act(desk, request, { action: 'refuse-extend', id: request.params.id, version: request.body.version }, refuseExtension),
  )
  app.post(
    '/api/v1/work-orders/:id/excuse',
    { schema: { summary: '免除', params: OrderId, body: OrderReasonBody, response }, config: { permit: 'work-order.arbitrate' } },
    (request) =>
      act(desk, request, { action: 'excuse', id: request.params.id, version: request.body.version }, (one) =>
        excuse(one, request.body.reason),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/urge',
    { schema: { summary: '催办', params: OrderId, body: UrgeBody, response }, config: { permit: 'event.urge' } },
    (request) =>
      act(desk, request, { action: 'urge', id: request.params.id, version: request.body.version }, async ({ tx, order }) => {
        await tx.record({ kind: 'work-order.urged', ...about(order), body: { ...named(order), words: request.body.words } })
        return order
      }),
  )
}

/** The holder only asks, and the clock runs on; a second person who may approve stops it. */
async function suspend(one: Act, body: z.infer<typeof SuspendBody>): Promise<OrderRow> {
  const { tx, order, who, caller } = one
  const granted = isApprover(order, who)
  // Whoever leads a case whose alarm calls people does not stand still; an assisting unit may.
  if (granted && order.role === 'lead' && (await callsPeople(tx, one.desk.packs, order.event)))
    throw new RefusalError({ code: 'event.alarm-calls' })
  const until = body.until ?? null
  if (until !== null && new Date(until) <= tx.now) throw new RefusalError(malformed('/until', 'time.past'))
  const asked = order.pause ?? { askedBy: who.person, askedByName: caller.actor.name ?? who.person }
  const pause = { reason: body.reason, until, askedBy: asked.askedBy, askedByName: asked.askedByName, granted }
  const after = await move(one, order, granted ? { state: 'suspended', pause, paused_at: order.paused_at ?? tx.now } : { pause })
  if (granted && until)
    await tx.setTimer({
      key: `wo-pause:${order.id}`,
      kind: 'order.pause-over',
      dueAt: new Date(until),
      body: { order: order.id },
    })
  await recordPause(tx, after, granted ? 'suspended' : 'suspend-asked', pause)
  return after
}

/** Ends a standstill. Before one is in force it is the "no" to whoever asked for it: nothing stood still, nothing goes on anew. */
async function resume(one: Act): Promise<OrderRow> {
  const { tx, order, event, counting } = one
  if (order.state !== 'suspended') {
    const after = await move(one, order, { pause: null })
    await tx.record({ kind: 'work-order.suspend-refused', ...about(order), body: named(order) })
    return after
  }
  // While the whole event stands still its orders' clocks do too; they go on with it.
  const standsStill = event.state === 'suspended' || event.state === 'parked'
  const after = await move(
    one,
    order,
    { state: resumedState(order), pause: null, ...(standsStill ? {} : goneOn(order, tx.now, counting)) },
    tx.now,
  )
  await tx.cancelTimer(`wo-pause:${order.id}`)
  await recordResumed(tx, after)
  return after
}

async function askExtension(one: Act, body: z.infer<typeof ExtendBody>): Promise<OrderRow> {
  const { tx, order, who, caller } = one
  orRefuse(mayExtendTo(order, new Date(body.until), tx.now))
  const ask = {
    kind: 'extend' as const,
    until: body.until,
    reason: body.reason,
    by: who.person,
    byName: caller.actor.name ?? who.person,
  }
  const after = await move(one, order, { ask })
  await tx.record({
    kind: 'work-order.extend-asked',
    ...about(order),
    body: { ...named(order), until: body.until, reason: body.reason },
  })
  return after
}

async function extend(one: Act): Promise<OrderRow> {
  const { tx, order } = one
  const until = order.ask!.until
  const after = await move(one, order, { finish_by: new Date(until), provisional: false, ask: null })
  await tx.record({ kind: 'work-order.extended', ...about(order), body: { ...named(order), until } })
  return after
}

async function refuseExtension(one: Act): Promise<OrderRow> {
  const { tx, order } = one
  const after = await move(one, order, { ask: null })
  await tx.record({ kind: 'work-order.extend-refused', ...about(order), body: named(order) })
  return after
}

async function excuse(one: Act, reason: string): Promise<OrderRow> {
  const { tx, order, orders, event } = one
  if (event.state === 'suspended' || event.state === 'parked')
    throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'excuse' } })
  const after = await move(one, order, { state: 'excused', done_at: tx.now, pause: null, ask: null })
  const finished = isFinished(
    after,
    orders.map((row) => (row.id === after.id ? after : row)),
  )
  await tx.record({ kind: 'work-order.excused', ...about(order), body: { ...named(order), reason, finished } })
  return after
}

import type { z } from 'zod'
import { ArbitrateBody, ReturnBody, TransferBody, WorkOrder } from '../../../contract/work-order.ts'
import { dueAt } from '../../kernel/calendar.ts'
import { type App, errors } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import { type Act, about, act, type Desk, move, named, OrderId } from './act.ts'
import { limitsOf, stampedPlan } from './clocks.ts'
import { nextOrderState } from './life.ts'
import type { Accepting } from './routes-hold.ts'
import { giveBack } from './rules/give-back.ts'
import { occurredAt } from './rules/occurred-at.ts'
import { supersededBy } from './rules/superseded-by.ts'
import { isNear, mayTransferTo } from './rules/transfer.ts'
import { unitLine } from './store-city.ts'
import type { OrderRow, UnitLine } from './types.ts'

const response = { 200: WorkOrder, ...errors }

/**
 * An order passes to another unit: returned, ruled by the hub, handed on. Each ends in a fact that names the unit; whom to
 * call there, and the new order, are the dispatch stage's.
 */
export async function passRoutes(app: App, desk: Desk): Promise<void> {
  app.post(
    '/api/v1/work-orders/:id/return',
    { schema: { summary: '退回', params: OrderId, body: ReturnBody, response }, config: { permit: 'work-order.act' } },
    (request) =>
      act(desk, request, { action: 'return', id: request.params.id, version: request.body.version }, (one) =>
        giveItBack(one, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/arbitrate',
    { schema: { summary: '裁定', params: OrderId, body: ArbitrateBody, response }, config: { permit: 'work-order.arbitrate' } },
    (request) =>
      act(desk, request, { action: 'arbitrate', id: request.params.id, version: request.body.version }, (one) =>
        arbitrate(one, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/transfer',
    { schema: { summary: '转办', params: OrderId, body: TransferBody, response }, config: { permit: 'work-order.act' } },
    (request) =>
      act(desk, request, { action: 'transfer', id: request.params.id, version: request.body.version }, (one) =>
        transfer(one, request.body),
      ),
  )
}

/** The order goes back to where the unit thinks it belongs. */
export async function giveItBack(one: Omit<Accepting, 'name'>, body: z.infer<typeof ReturnBody>): Promise<OrderRow> {
  const { tx, order, orders, who } = one
  const proposed = await unitLine(tx, body.proposed, tx.now)
  const own = (await unitLine(tx, order.unit, tx.now)) ?? nowhere(order)
  const near = proposed === null || isNear(order, own, proposed)
  const verb = orRefuse(giveBack({ order, orders, who, proposed, isNear: near, asked: body }, tx.now))
  const to = proposed as UnitLine
  const after = await move(one, order, {
    state: nextOrderState(order.state, verb)!,
    returns: order.returns + 1,
    proposal: { unit: to.id, unitName: to.name, reason: body.reason, basis: body.basis },
  })
  await tx.record({
    kind: 'work-order.returned',
    ...about(order),
    occurredAt: occurredAt(body.occurredAt, order.asked_at, tx.now),
    body: {
      ...named(order),
      reason: body.reason,
      basis: body.basis,
      proposed: to.id,
      proposedName: to.name,
      second: verb === 'return-again',
    },
  })
  return after
}

/**
 * The hub's ruling binds: the ruled unit cannot return. Ruled to another unit, the order ends, and what came of the return
 * on the way with it; ruled to its own unit, it is asked again. Who returned first stays responsible until there is an acceptance.
 */
async function arbitrate(one: Act, body: z.infer<typeof ArbitrateBody>): Promise<OrderRow> {
  const { tx, order, orders } = one
  const to = await knownUnit(one, body.unit)
  const ruling = { unit: to.id, unitName: to.name, ruled: true }
  const proposal = { reason: '', basis: '', ...order.proposal, ...ruling }
  const staysHere = to.id === order.unit
  const after = staysHere
    ? await move(one, order, { state: nextOrderState(order.state, 'send-back')!, proposal, ...(await freshAcceptLimit(one)) })
    : await move(one, order, { state: nextOrderState(order.state, 'arbitrate')!, done_at: tx.now, proposal })
  const { waiting, lapsed } = supersededBy(order, orders)
  for (const first of waiting) await move(one, first, { proposal: { ...first.proposal!, ...ruling } })
  for (const row of lapsed) {
    await move(one, row, { state: 'cancelled', done_at: tx.now })
    await tx.record({ kind: 'work-order.cancelled', ...about(row), body: { ...named(row), reason: 'arbitrated' } })
  }
  await tx.record({
    kind: 'work-order.arbitrated',
    ...about(order),
    body: { ...named(order), to: to.id, toName: to.name, reason: body.reason, rule: body.rule },
  })
  return after
}

/** Time to accept an order that comes back: the limit of the grade, from now. Arrival and finish run on. */
async function freshAcceptLimit({
  tx,
  event,
  desk,
}: Act): Promise<Partial<Pick<OrderRow, 'accept_by' | 'rung_by' | 'provisional'>>> {
  const limits = limitsOf(await stampedPlan(tx, event.id), event.grade)
  if (!limits) return {}
  const { due, provisional } = dueAt(tx.now, limits.accept, limits.calendar, desk.calendar)
  return { accept_by: due, rung_by: null, provisional }
}

async function transfer(one: Act, body: z.infer<typeof TransferBody>): Promise<OrderRow> {
  const { tx, order } = one
  const to = await knownUnit(one, body.unit)
  const own = (await unitLine(tx, order.unit, tx.now)) ?? nowhere(order)
  orRefuse(mayTransferTo(order, own, to))
  const after = await move(one, order, { state: 'transferred', done_at: tx.now })
  await tx.record({
    kind: 'work-order.transferred',
    ...about(order),
    body: { ...named(order), to: to.id, toName: to.name, reason: body.reason },
  })
  return after
}

/** A unit that is no more: nothing is near to it, only who answers for the place. */
const nowhere = ({ unit, unit_name }: OrderRow): UnitLine => ({ id: unit, name: unit_name, above: [], district: unit, areas: [] })

async function knownUnit({ tx }: Act, id: string): Promise<UnitLine> {
  const unit = await unitLine(tx, id, tx.now)
  if (!unit) throw new RefusalError({ code: 'work-order.unit-unknown', details: { unit: id } })
  return unit
}

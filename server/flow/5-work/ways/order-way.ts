import type { z } from 'zod'
import type { CloseWayBody, NeedlessBody, TellBody } from '../../../../contract/way-closure.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { type Act, about } from '../act.ts'
import { hasPart } from '../rules/has-part.ts'
import { occurredAt } from '../rules/occurred-at.ts'
import type { OrderRow } from '../types.ts'
import { allowedOf, mayClose } from './rules/way.ts'
import { changeWay, insertWay } from './store.ts'
import { type CaseWay, handOf, holdingWays, knownReach, ordersWay, standing, waysOf } from './store-ways.ts'

type Verb = 'close' | 'needless' | 'tell'

/** The way of the order's case, if whoever has the order may do this with it now. */
async function wayFor({ tx, order, caller }: Act, block: string, verb: Verb): Promise<CaseWay> {
  const way = (await waysOf(tx, [order.event])).get(order.event)?.find((one) => one.block.id === block)
  if (!way) throw new RefusalError({ code: 'thing.not-found' })
  if (!ordersWay(order, way.parts)) throw new RefusalError({ code: 'way.not-yours' })
  const state = standing(way.row)
  if (!allowedOf(way.wanted, state, { ...handOf(caller, way, [order], tx.now), orders: true }).includes(verb))
    throw new RefusalError({ code: 'way.state', details: { state: state?.state ?? 'none' } })
  return way
}

/** The way is closed: which reach, since when, by whose order. */
export async function closeWay(one: Act, body: z.infer<typeof CloseWayBody>): Promise<OrderRow> {
  const { tx, order } = one
  const { block, case: of } = await wayFor(one, body.block, 'close')
  orRefuse(mayClose(body))
  const since = occurredAt(body.occurredAt, order.asked_at, tx.now)
  const wayName = plainText(body.wayName)
  const closure = await insertWay(tx, {
    ...{ event: order.event, block: block.id, name: block.name, way: block.way, way_name: wayName },
    ...{ from_km: body.fromKm, to_km: body.toKm, line: body.line ?? knownReach(block, of.details).line },
    ...{ unit: order.unit, unit_name: order.unit_name, reason: null, state: 'closed', since },
  })
  const { fromKm, toKm } = body
  await tx.record({
    ...{ kind: 'way.closed', ...about(order), occurredAt: since },
    body: { closure, event: order.event, name: block.name, wayName, fromKm, toKm, unit: order.unit, unitName: order.unit_name },
  })
  return order
}

/** The plan wants it closed at this grade; whoever would order it says why not. */
export async function needlessWay(one: Act, body: z.infer<typeof NeedlessBody>): Promise<OrderRow> {
  const { tx, order } = one
  const { block, case: of } = await wayFor(one, body.block, 'needless')
  const since = occurredAt(body.occurredAt, order.asked_at, tx.now)
  const [reason, known] = [plainText(body.reason), knownReach(block, of.details)]
  const closure = await insertWay(tx, {
    ...{ event: order.event, block: block.id, name: block.name, way: block.way, way_name: known.wayName },
    ...{ from_km: null, to_km: null, line: [], unit: order.unit, unit_name: order.unit_name, reason, state: 'needless', since },
  })
  await tx.record({
    ...{ kind: 'way.needless', ...about(order), occurredAt: since },
    body: { closure, event: order.event, name: block.name, reason },
  })
  return order
}

/** Somebody the plan names was told; who was told before is not told again. */
export async function tellWay(one: Act, body: z.infer<typeof TellBody>): Promise<OrderRow> {
  const { tx, order } = one
  const { block, row } = await wayFor(one, body.block, 'tell')
  const to = block.tell.find(({ id }) => id === body.to)
  if (!to || !row) throw new RefusalError({ code: 'thing.not-found' })
  if (row.told.some((known) => known.to === to.id)) return order
  const at = occurredAt(body.occurredAt, row.since, tx.now)
  const how = body.how ? plainText(body.how) : null
  await changeWay(tx, row, {
    told: [...row.told, { to: to.id, at: at.toISOString(), byName: tx.actor.name ?? null, how }],
  })
  await tx.record({
    ...{ kind: 'way.told', ...about(order), occurredAt: at },
    body: { closure: row.id, event: row.event, name: row.name, wayName: row.way_name, to: to.name, how },
  })
  return order
}

/** Refuses to hand in a part that closes a way before it did, or said why not. */
export async function refuseUnordered(tx: Tx, { event, part }: Pick<OrderRow, 'event' | 'part'>): Promise<void> {
  if (part === null) return
  const own = ((await waysOf(tx, [event])).get(event) ?? []).filter(({ parts }) => hasPart(part, parts))
  const [name] = holdingWays(own).unordered
  if (name) throw new RefusalError({ code: 'way.not-ordered', details: { name: name.zh, nameEn: name.en } })
}

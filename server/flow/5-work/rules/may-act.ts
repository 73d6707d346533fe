import type { OrderAction } from '../../../../contract/work-order.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { nextOrderState, type OrderVerb } from '../life.ts'
import type { OrderRow, Standing } from '../types.ts'
import { answerBy } from './current-clock.ts'

/** The verb of the life table behind each action. A refused extension leaves everything as it was. */
const verbs: Record<OrderAction, OrderVerb> = {
  accept: 'accept',
  arrive: 'arrive',
  progress: 'progress',
  return: 'return',
  arbitrate: 'arbitrate',
  transfer: 'transfer',
  suspend: 'suspend',
  resume: 'resume',
  extend: 'ask-extend',
  'approve-extend': 'extend',
  'refuse-extend': 'extend',
  support: 'support',
  submit: 'submit',
  excuse: 'excuse',
  urge: 'urge',
}

/**
 * May this person use the verb on the order now? Asked in this order: the life table, the hand on the order (its unit, a
 * called post, the one who accepted it; or a hub whose scope holds it), then what the verb itself demands.
 */
export function mayAct(order: OrderRow, who: Standing, action: OrderAction, now: Date): Result<true> {
  if (action === 'accept' && order.accepted_at) return alreadyAccepted(order)
  if (nextOrderState(order.state, verbs[action]) === null) return refuse('work-order.state', { state: order.state, verb: action })
  return demands[action](order, who, now)
}

/** The actions a screen may offer this person now, in the order of the contract. */
export function allowedActions(order: OrderRow, who: Standing, now: Date): OrderAction[] {
  return (Object.keys(verbs) as OrderAction[]).filter((action) => mayAct(order, who, action, now).ok)
}

type Demand = (order: OrderRow, who: Standing, now: Date) => Result<true>

const inUnit = (order: OrderRow, who: Standing): boolean => who.unit === order.unit
/** Holds it: a colleague of the unit, or whoever accepted it when called from elsewhere. */
const holds = (order: OrderRow, who: Standing): boolean => inUnit(order, who) || who.person === order.accepted_by
const notYours: Result<never> = refuse('work-order.not-yours')

const byHolder: Demand = (order, who) => {
  if (!who.permits.has('work-order.act')) return refuse('permit.missing', { permit: 'work-order.act' })
  return holds(order, who) ? ok(true) : notYours
}

const byHub =
  (permit: 'work-order.arbitrate' | 'work-order.approve' | 'event.urge'): Demand =>
  (_, who) => {
    if (!who.inScope) return notYours
    return who.permits.has(permit) ? ok(true) : refuse('permit.missing', { permit })
  }

const accept: Demand = (order, who) => {
  if (!who.permits.has('work-order.act')) return refuse('permit.missing', { permit: 'work-order.act' })
  return inUnit(order, who) || order.called.includes(who.post) ? ok(true) : notYours
}

const giveBack: Demand = (order, who, now) => {
  if (!who.permits.has('work-order.act')) return refuse('permit.missing', { permit: 'work-order.act' })
  if (!inUnit(order, who)) return notYours
  if (order.backstop) return refuse('work-order.backstop')
  if (order.returns > 0) return refuse('work-order.return-once')
  return now > answerBy(order) ? refuse('work-order.return-late') : ok(true)
}

const extend: Demand = (order, who, now) => {
  const held = byHolder(order, who, now)
  if (!held.ok) return held
  if (!order.finish_by) return refuse('work-order.state', { state: order.state, verb: 'extend' })
  return now > order.finish_by ? refuse('work-order.extend-late') : ok(true)
}

const decideExtension: Demand = (order, who, now) => {
  const hub = byHub('work-order.approve')(order, who, now)
  if (!hub.ok) return hub
  if (!order.ask) return refuse('approval.none')
  return order.ask.by === who.person ? refuse('approval.self') : ok(true)
}

/** May approve what others ask of this order: a hub over its area, and not the one who holds it. */
export const isApprover = (order: OrderRow, who: Standing): boolean =>
  who.inScope && who.permits.has('work-order.approve') && who.person !== order.accepted_by

/** The holder asks; a second person who may approve grants what was asked, or suspends on their own account. */
const suspend: Demand = (order, who, now) => {
  if (!isApprover(order, who)) return byHolder(order, who, now)
  return order.pause?.askedBy === who.person ? refuse('approval.self') : ok(true)
}

const resume: Demand = (order, who, now) => {
  if (order.state !== 'suspended') return refuseSuspension(order, who, now)
  return isApprover(order, who) ? ok(true) : byHolder(order, who, now)
}

/** Who could grant an asked suspension can refuse it; neither the one who asked nor the holder. */
const refuseSuspension: Demand = (order, who, now) => {
  const hub = byHub('work-order.approve')(order, who, now)
  if (!hub.ok) return hub
  if (!order.pause || order.pause.granted) return refuse('approval.none')
  return isApprover(order, who) && order.pause.askedBy !== who.person ? ok(true) : refuse('approval.self')
}

const arrive: Demand = (order, who, now) =>
  order.arrived_at ? refuse('work-order.state', { state: 'arrived', verb: 'arrive' }) : byHolder(order, who, now)

/** The lead is never excused: an event without one would have nobody to finish it. */
const excuse: Demand = (order, who, now) =>
  order.role === 'lead'
    ? refuse('work-order.state', { state: order.state, verb: 'excuse' })
    : byHub('work-order.arbitrate')(order, who, now)

const demands: Record<OrderAction, Demand> = {
  accept,
  arrive,
  progress: byHolder,
  return: giveBack,
  arbitrate: byHub('work-order.arbitrate'),
  transfer: byHolder,
  suspend,
  resume,
  extend,
  'approve-extend': decideExtension,
  'refuse-extend': decideExtension,
  support: byHolder,
  submit: byHolder,
  excuse,
  urge: byHub('event.urge'),
}

function alreadyAccepted(order: OrderRow): Result<never> {
  return refuse('work-order.already-accepted', { by: order.accepted_name ?? '', at: order.accepted_at!.toISOString() })
}

import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { OrderRow, Standing } from '../types.ts'
import { mayAct } from './may-act.ts'

export type Return = {
  order: OrderRow
  /** all orders of the event, this one among them */
  orders: readonly OrderRow[]
  who: Standing
  /** null: there is no such unit */
  proposed: { id: string; name: string } | null
  /** the proposed unit is of the own district or answers for the place */
  isNear: boolean
  asked: { proposed: string; basis: string }
}

/**
 * May the unit return the order, and is it the second return? A unit returns once per event, within its accept limit, with
 * a reason, a duty basis and another unit in mind. What a unit was ruled to do it cannot return. When the order came to it
 * by another unit's return, its own return is the second one: the hub rules (`return-again` → arbitration). A unit of another district cannot be proposed: the own hub can, and raises the case.
 */
export function giveBack(input: Return, now: Date): Result<'return' | 'return-again'> {
  const { order, orders, who, proposed, isNear, asked } = input
  const may = mayAct(order, who, 'return', now)
  if (!may.ok) return may
  const others = orders.filter((other) => other.id !== order.id)
  const returnedBefore = others.some((other) => other.unit === order.unit && other.returns > 0)
  const wasRuled = others.some((other) => other.proposal?.ruled === true && other.proposal.unit === order.unit)
  if (returnedBefore || wasRuled) return refuse('work-order.return-once')
  if (!proposed) return refuse('work-order.unit-unknown', { unit: asked.proposed })
  if (proposed.id === order.unit || asked.basis.trim() === '') return refuse('work-order.return-basis')
  if (!isNear) return refuse('work-order.other-district', { unit: proposed.name })
  const cameByReturn = others.some(
    (other) => other.state === 'returned' && other.role === order.role && other.proposal?.unit === order.unit,
  )
  return ok(cameByReturn ? 'return-again' : 'return')
}

/** Orders that a unit's acceptance relieves: returned ones whose proposal named it (首接负责 until a new owner accepts). */
export function relievedBy(accepted: OrderRow, orders: readonly OrderRow[]): OrderRow[] {
  return orders.filter(
    (other) =>
      other.id !== accepted.id &&
      other.state === 'returned' &&
      other.role === accepted.role &&
      other.proposal?.unit === accepted.unit,
  )
}

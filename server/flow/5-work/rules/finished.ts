import { orderIsOpen } from '../life.ts'
import type { OrderRow } from '../types.ts'

/** Mandatory orders that still want work. */
export const openMandatory = (orders: readonly Pick<OrderRow, 'mandatory' | 'state'>[]): number =>
  orders.filter((order) => order.mandatory && orderIsOpen(order.state)).length

/**
 * Is the event finished by this order's end? Yes when the order counted (the lead, or a mandatory one), the lead has
 * submitted, and no mandatory order is left open. `orders` are all of the event as they stand after the change.
 */
export function isFinished(
  ended: Pick<OrderRow, 'role' | 'mandatory'>,
  orders: readonly Pick<OrderRow, 'role' | 'mandatory' | 'state'>[],
): boolean {
  if (ended.role !== 'lead' && !ended.mandatory) return false
  const leadIsDone = orders.some((order) => order.role === 'lead' && (order.state === 'submitted' || order.state === 'passed'))
  return leadIsDone && openMandatory(orders) === 0
}

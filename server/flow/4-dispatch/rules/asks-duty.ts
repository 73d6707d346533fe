import type { OrderState } from '../../../../contract/work-order.ts'
import type { DispatchRow } from '../types.ts'

/** Whoever holds an order in one of these has the case in hand. */
const inHand: readonly OrderState[] = ['asked', 'accepted', 'arrived', 'suspended']

type Case = { why: DispatchRow['why']; orders: readonly { unit: string; state: OrderState }[] }

/**
 * Is the duty unit of an object asked when the object's alarm joins a case? Not while it has the case in hand. Otherwise once for each
 * object, as it would be by an alarm alone: what it gave back, or has done, was its part at another object; its own part at this one
 * goes the way of every return.
 */
export function asksDuty({ why, orders }: Case, { unit, object }: { unit: string; object: string }): boolean {
  if (orders.some((order) => order.unit === unit && inHand.includes(order.state))) return false
  return !why.some((one) => one.unit === unit && one.object === object)
}

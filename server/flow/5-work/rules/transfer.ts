import { ok, type Result, refuse, refuseInput } from '../../../kernel/result.ts'
import type { OrderRow, UnitLine } from '../types.ts'

/**
 * To which unit may an order be handed on? Before it is accepted only inside the unit's own tree (the unit above, those
 * below, those beside it under the same one): to get rid of it elsewhere is a return and needs a basis. Once accepted, to
 * any other unit, with a reason. Never to the unit that has it.
 */
export function mayTransferTo(order: Pick<OrderRow, 'unit' | 'accepted_at'>, own: UnitLine, to: UnitLine): Result<true> {
  if (to.id === order.unit) return refuseInput('/unit', 'unit.has-it')
  if (order.accepted_at) return ok(true)
  const beside = own.above[0] !== undefined && own.above[0] === to.above[0]
  return beside || own.above.includes(to.id) || to.above.includes(own.id) ? ok(true) : refuse('work-order.return-basis')
}

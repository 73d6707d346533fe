import { ok, type Result, refuse, refuseInput } from '../../../kernel/result.ts'
import type { OrderRow, UnitLine } from '../types.ts'

/** Of the own district, or answering for the place: only such a unit is asked without the hub. */
export const isNear = (
  order: Pick<OrderRow, 'area'>,
  own: Pick<UnitLine, 'district'>,
  to: Pick<UnitLine, 'district' | 'areas'>,
): boolean => to.district === own.district || to.areas.some((path) => order.area.startsWith(path))

type Handed = Pick<OrderRow, 'unit' | 'area' | 'accepted_at'>

/**
 * To which unit may an order be handed on? Before it is accepted only inside the unit's own tree (the unit above, those
 * below, those beside it under the same one): to get rid of it elsewhere is a return and needs a basis. Once accepted, with a
 * reason, to any unit of the own district and to whoever answers for the place. Never one tap into another district: its units
 * do not hear of a case behind the back of both hubs. The holder asks for support, the hub raises the case to the tier that has
 * both, or asks the other unit to assist. Never to the unit that has it.
 */
export function mayTransferTo(order: Handed, own: UnitLine, to: UnitLine): Result<true> {
  if (to.id === order.unit) return refuseInput('/unit', 'unit.has-it')
  if (order.accepted_at) {
    return isNear(order, own, to) ? ok(true) : refuse('work-order.other-district', { unit: to.name })
  }
  const beside = own.above[0] !== undefined && own.above[0] === to.above[0]
  return beside || own.above.includes(to.id) || to.above.includes(own.id) ? ok(true) : refuse('work-order.return-basis')
}

/**
 * To whom may a hub hand over an order nobody is left at? As once it is accepted: to any unit of the own district and to whoever answers
 * for the place; and to another post of the unit that has it. Nobody gets rid of it by this, so it needs no basis.
 */
export function mayHandOverTo(order: Handed, own: UnitLine, to: UnitLine): Result<true> {
  return to.id === order.unit || isNear(order, own, to) ? ok(true) : refuse('work-order.other-district', { unit: to.name })
}

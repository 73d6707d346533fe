import { orderIsOpen } from '../life.ts'
import type { OrderRow } from '../types.ts'

type Limited = Pick<OrderRow, 'state' | 'accept_by' | 'rung_by' | 'arrive_by' | 'finish_by' | 'arrived_at' | 'provisional'>
type Due = { due: Date; provisional: boolean }
/** The heavier grade's limits, counted from the regrading; null where it has none. */
export type Limits = { accept: Due; arrive: Due | null; finish: Due | null }
export type Tightened = Partial<Pick<OrderRow, 'accept_by' | 'rung_by' | 'arrive_by' | 'finish_by' | 'provisional'>>

/**
 * What becomes of an order's limits when its event turns graver, lead or assisting: whoever has not accepted has no more time to
 * than the heavier grade gives, nobody more time to arrive and finish. A clock is never made longer by bad news. Null: nothing changes.
 */
export function tighten(order: Limited, limits: Limits): Tightened | null {
  if (!orderIsOpen(order.state)) return null
  const sooner = (due: Date | null, limit: Due | null): Due | null => (limit && (!due || limit.due < due) ? limit : null)
  const accept = order.state === 'asked' ? sooner(order.accept_by, limits.accept) : null
  const rung = order.state === 'asked' && order.rung_by ? sooner(order.rung_by, limits.accept) : null
  const arrive = order.arrived_at ? null : sooner(order.arrive_by, limits.arrive)
  const finish = sooner(order.finish_by, limits.finish)
  const changed = [accept, rung, arrive, finish].filter((due) => due !== null)
  if (changed.length === 0) return null
  return {
    ...(accept ? { accept_by: accept.due } : {}),
    ...(rung ? { rung_by: rung.due } : {}),
    ...(arrive ? { arrive_by: arrive.due } : {}),
    ...(finish ? { finish_by: finish.due } : {}),
    provisional: order.provisional || changed.some((due) => due.provisional),
  }
}

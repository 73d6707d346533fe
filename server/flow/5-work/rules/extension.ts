import { ok, type Result, refuse, refuseInput } from '../../../kernel/result.ts'
import type { OrderRow } from '../types.ts'

/** An extension must lie after the present finish limit and not be asked when that has passed. */
export function mayExtendTo(order: Pick<OrderRow, 'finish_by' | 'state'>, until: Date, now: Date): Result<true> {
  if (!order.finish_by) return refuse('work-order.state', { state: order.state, verb: 'extend' })
  if (now > order.finish_by) return refuse('work-order.extend-late')
  return until > order.finish_by ? ok(true) : refuseInput('/until', 'time.not-after', { at: order.finish_by.toISOString() })
}

import { ok, type Result, refuse, refuseInput } from '../../../../kernel/result.ts'
import type { AskRow, OrderRow } from '../types.ts'

type Order = Pick<OrderRow, 'state' | 'reply_by' | 'answered_at' | 'returned_at' | 'disputed_at'>
type Ask = Pick<AskRow, 'state'>

/** Where a report has come to its end here, so that the hotline can be answered. */
const over = new Set<Order['state']>(['closed', 'rejected'])

/**
 * May something be asked of the hotline now? One question at a time and none after the answer; an extension before the time is over
 * (the rule of the hotlines read of: standards.md 7.8); a return only while nobody here has taken the matter up.
 */
export function mayAsk(order: Order, asks: readonly Ask[], what: AskRow['what'], now: Date): Result<null> {
  if (order.returned_at) return refuse('hotline.returned')
  if (order.answered_at) return refuse('hotline.answered')
  if (asks.some(({ state }) => state === 'asked')) return refuse('hotline.asked')
  if (what === 'extension' && now >= order.reply_by) return refuse('hotline.late')
  if (what === 'return' && order.state !== 'received') return refuse('hotline.taken-up')
  return ok(null)
}

/** An extension goes beyond what the hotline gave, and its own date beyond now. */
export function isLater(until: Date, { reply_by }: Pick<Order, 'reply_by'>): Result<null> {
  return until > reply_by ? ok(null) : refuseInput('/until', 'time.not-after', { at: reply_by.toISOString() })
}

/** The answer is given once, when the matter has come to its end here; anew after a caller who said it was not solved. */
export function mayReply(order: Order): Result<null> {
  if (order.returned_at) return refuse('hotline.returned')
  if (order.disputed_at) return refuse('hotline.disputed')
  if (order.answered_at) return refuse('hotline.answered')
  return over.has(order.state) ? ok(null) : refuse('hotline.not-over')
}

/** A call-back comes after the answer, and once for each. */
export function mayJudge(order: Pick<OrderRow, 'answered_at' | 'verdict'>): Result<null> {
  if (!order.answered_at) return refuse('hotline.not-answered')
  return order.verdict ? refuse('hotline.judged') : ok(null)
}

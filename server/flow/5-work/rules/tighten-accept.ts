import type { OrderRow } from '../types.ts'

type Waiting = Pick<OrderRow, 'role' | 'state' | 'accept_by' | 'provisional'>

/**
 * The accept limit of a lead order nobody has taken on, after its event became graver: `limit` is the heavier grade's, counted
 * from the regrading, and holds when it comes first. A clock is never made longer by bad news. Null: nothing changes.
 */
export function tightenAccept(
  order: Waiting,
  limit: { due: Date; provisional: boolean },
): { due: Date; provisional: boolean } | null {
  if (order.role !== 'lead' || order.state !== 'asked') return null
  return limit.due < order.accept_by ? { due: limit.due, provisional: limit.provisional || order.provisional } : null
}

import type { OrderRow } from '../types.ts'

/**
 * What a ruling on one order means for the others of the same part of the event: `waiting` were returned and still hold
 * the responsibility; `lapsed` were asked (or are in dispute) because of such a return and end with the ruling.
 */
export function supersededBy(ruled: OrderRow, orders: readonly OrderRow[]): { waiting: OrderRow[]; lapsed: OrderRow[] } {
  const others = orders.filter((other) => other.id !== ruled.id && other.role === ruled.role)
  const waiting = others.filter((other) => other.state === 'returned')
  const proposed = new Set([ruled, ...waiting].map((row) => row.proposal?.unit))
  const lapsed = others.filter((other) => (other.state === 'asked' || other.state === 'arbitration') && proposed.has(other.unit))
  return { waiting, lapsed }
}

/**
 * Shares a total among holders by weight in whole numbers, each receiving at least one: largest remainders, earlier
 * holders first on a tie. The result sums to the total exactly. Throws when the total is smaller than the number of holders.
 */
export function allot(total: number, weights: readonly number[]): number[] {
  const free = total - weights.length
  if (free < 0) throw new Error(`cannot give ${weights.length} holders one each of ${total}`)
  const sum = weights.reduce((s, w) => s + w, 0)
  const exact = weights.map((w) => (free * w) / sum)
  const whole = exact.map(Math.floor)
  const left = free - whole.reduce((s, n) => s + n, 0)
  const byRemainder = exact.map((_, i) => i).sort((p, q) => exact[q]! - whole[q]! - (exact[p]! - whole[p]!) || p - q)
  for (const i of byRemainder.slice(0, left)) whole[i]!++
  return whole.map((n) => n + 1)
}

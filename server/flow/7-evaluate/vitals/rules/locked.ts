/** A stretch of time, ms; `until` excluded. */
type Stretch = { period: number; until: number }

/**
 * The lock that forbids telling a value: of the area itself or of one above it, over the whole of the value's period. Who closes October closes its
 * days and the month, not the quarter and the year it lies in; a week that goes on into November stays open.
 */
export function lockOver<L extends Stretch & { area: string }>(
  locks: readonly L[],
  line: readonly string[],
  { period, until }: Stretch,
): L | null {
  return locks.find((lock) => line.includes(lock.area) && lock.period <= period && until <= lock.until) ?? null
}

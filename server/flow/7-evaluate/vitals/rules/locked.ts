/** A closed stretch of time of an area, ms; `until` excluded. */
type Closed = { area: string; period: number; until: number }

/** The lock that forbids telling a value: of the area itself or of one above it, over the start of the value's period. */
export function lockOver<L extends Closed>(locks: readonly L[], line: readonly string[], period: number): L | null {
  return locks.find((lock) => line.includes(lock.area) && lock.period <= period && period < lock.until) ?? null
}

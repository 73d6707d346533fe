import type { Series } from '../../contract/reading.ts'

export type ReadingSeries = Series['readings'][number]

/**
 * How near a reading came to its first limit while it is drawn: 1 = on it, more = beyond. 0 without limits or values. The extreme counts,
 * not the last value: the curve of an event is of what went wrong, also when that is over.
 */
export function nearness(reading: ReadingSeries): number {
  const values = reading.points.map((p) => p.value)
  if (values.length === 0) return 0
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const shares = reading.limits.map((l) => {
    if (l.direction === 'above') return l.limit > 0 ? high / l.limit : 0
    return low > 0 ? l.limit / low : Number.POSITIVE_INFINITY
  })
  return Math.max(0, ...shares)
}

/** The reading worth the large curve: the one farthest beyond (or nearest to) its lowest limit; the first one when none has values. */
export function chooseReading(readings: readonly ReadingSeries[]): ReadingSeries | null {
  return readings.reduce<ReadingSeries | null>((best, r) => (best === null || nearness(r) > nearness(best) ? r : best), null)
}

export type Trend = 'up' | 'down' | 'flat'

/** Which way it goes: the last value against the mean of the quarter before it; within 3 % of the normal width it is flat. */
export function trendOf(reading: ReadingSeries): Trend {
  const values = reading.points.map((p) => p.value)
  const last = values.at(-1)
  const before = values.slice(Math.floor(values.length * 0.75), -1)
  if (last === undefined || before.length === 0) return 'flat'
  const mean = before.reduce((sum, v) => sum + v, 0) / before.length
  const width = Math.max(1e-9, reading.normal[1] - reading.normal[0])
  const step = (last - mean) / width
  return step > 0.03 ? 'up' : step < -0.03 ? 'down' : 'flat'
}

import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import { periodStart } from '../rules/period.ts'

/** Of these, readings of two periods are soon taken in; of longer ones those of the running period are enough to wait for. */
const short: ReadonlySet<VitalCadence> = new Set(['hour', 'day', 'week'])

/**
 * The first period a version counts (ms): the one before the running one where its readings are few, else the running one; where not all of its readings
 * are kept any more (`oldest`, ms), the next. A number of half a period would be none.
 */
export function firstCounted(
  cadence: VitalCadence,
  { now, zone, oldest }: { now: number; zone: string; oldest: number },
): number {
  const steps = short.has(cadence) ? [-1, 0] : [0]
  const whole = steps.map((step) => periodStart(cadence, now, zone, step)).find((start) => start >= oldest)
  return whole ?? periodStart(cadence, now, zone, 1)
}

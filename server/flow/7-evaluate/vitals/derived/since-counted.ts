import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import { periodStart } from '../rules/period.ts'

/** After a longer stop the periods before these stay without a number: nothing, which is not zero. */
const mostMissed = 48

/**
 * The periods (ms) to be counted when one begins: the one before it and itself, and after a stop all that began since the last that was counted, oldest
 * first. `counted`: that one; where none was, the running one.
 */
export function sinceCounted(
  counted: number,
  running: number,
  { cadence, zone }: { cadence: VitalCadence; zone: string },
): number[] {
  const periods = [running]
  for (let steps = 1; steps <= mostMissed; steps++) {
    const start = periodStart(cadence, running, zone, -steps)
    if (steps > 1 && start < counted) break
    periods.unshift(start)
  }
  return periods
}

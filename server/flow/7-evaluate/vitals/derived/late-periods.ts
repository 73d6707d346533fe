import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import { periodStart } from '../rules/period.ts'

/** Every period of every zone begins with a quarter of an hour. */
const quarterMs = 900_000

/**
 * The periods (ms) before another that some moments lie in, each with the paths of what happened there. `before`: the oldest period that is counted
 * anew anyway.
 */
export function latePeriods(
  moments: readonly { area: string; at: Date }[],
  { cadence, before, zone }: { cadence: VitalCadence; before: number; zone: string },
): Map<number, Set<string>> {
  const starts = new Map<number, number>()
  const found = new Map<number, Set<string>>()
  for (const { area, at } of moments) {
    if (at.getTime() >= before) continue
    const quarter = Math.floor(at.getTime() / quarterMs)
    const start = starts.get(quarter) ?? periodStart(cadence, at.getTime(), zone)
    starts.set(quarter, start)
    const paths = found.get(start)
    if (paths) paths.add(area)
    else found.set(start, new Set([area]))
  }
  return found
}

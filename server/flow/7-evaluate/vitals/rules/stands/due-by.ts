import type { VitalDefinition } from '../../../../../../contract/vital.ts'
import { duePeriod } from '../cell-of.ts'

type Timed = Pick<VitalDefinition, 'cadence' | 'dueMinutes'>

/** The start of the newest period whose value should be there at a moment (ms), reckoned once for all vitals that are told alike. */
export function dueBy(now: number, zone: string): (definition: Timed) => number {
  const known = new Map<string, number>()
  return ({ cadence, dueMinutes }) => {
    const key = `${cadence} ${dueMinutes}`
    const found = known.get(key) ?? duePeriod({ cadence, dueMinutes }, now, zone)
    known.set(key, found)
    return found
  }
}

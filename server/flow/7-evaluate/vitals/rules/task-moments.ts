import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalState } from '../../../../../contract/vital-kinds.ts'
import { duePeriod } from './cell-of.ts'
import { periodStart } from './period.ts'

/** A vital is a task for its owner once it has been silent for a day (issue 6, 1), whatever its cadence. */
export const graceMs = 86_400_000
const minuteMs = 60_000

type Due = Pick<VitalDefinition, 'cadence' | 'dueMinutes'>

/** Are values of it asked for, of somebody? What is counted or reckoned tells itself; without an owner there is nobody to ask. */
export const isAsked = ({ state, definition }: { state: VitalState; definition: VitalDefinition }): boolean =>
  (state === 'connected' || state === 'trusted') &&
  definition.count === undefined &&
  definition.aggregation !== 'formula' &&
  definition.owner !== undefined

/** When the value after that of a period should have been there (ms): since then whoever told no more is silent. */
export const silentSince = ({ cadence, dueMinutes }: Due, period: number, zone: string): number =>
  periodStart(cadence, period, zone, 2) + dueMinutes * minuteMs

/** The period whose value was already due a day ago: whoever told neither it nor a later one has been silent for a day. */
export const owedPeriod = (due: Due, now: number, zone: string): number => duePeriod(due, now - graceMs, zone)

/** The next moment after `now` at which somebody may have been silent for a day (ms). */
export function nextLook({ cadence, dueMinutes }: Due, now: number, zone: string): number {
  const wait = dueMinutes * minuteMs + graceMs
  return periodStart(cadence, now - wait, zone, 1) + wait
}

/** Does a told value end a task: is it of the period that should be there by now, or of a later one? */
export const isBack = (due: Due, period: number, now: number, zone: string): boolean => period >= duePeriod(due, now, zone)

import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { coarserCadences, type VitalCadence, type VitalNotOver, type VitalOverTime } from '../../../../../contract/vital-kinds.ts'

/** A definition as far as it says what becomes of its periods. */
export type Timed = Pick<VitalDefinition, 'aggregation' | 'cadence' | 'count' | 'overTime'>

/**
 * What is made of a vital's periods in a coarser one. What is counted as it stands, and the last value observed, is what it was at the end: a stock
 * of thirty days is not thirty stocks.
 */
export const overTimeOf = ({ aggregation, count, overTime }: Timed): VitalOverTime =>
  overTime ?? (aggregation === 'last' || count?.when === 'now' ? 'last' : 'added')

/**
 * Why there is no coarser period of a vital; null: there is. An object counted once a day may be the same on thirty days: what it comes to in a
 * month can be counted from its rows, and from no number.
 */
export function notOver(definition: Timed): VitalNotOver | null {
  if (definition.cadence === 'week') return 'week'
  return definition.count?.different && overTimeOf(definition) === 'added' ? 'different' : null
}

/** The periods a vital can be asked by, its own first. */
export const offeredOver = (definition: Timed): VitalCadence[] => [
  definition.cadence,
  ...(notOver(definition) === null ? coarserCadences[definition.cadence] : []),
]

/** The next finer periods a coarser one is shown as made of; `own`: the finest there are. */
export function finerOf(by: VitalCadence, own: VitalCadence): VitalCadence {
  const next = by === 'year' || by === 'quarter' ? 'month' : by === 'month' || by === 'week' ? 'day' : 'hour'
  // Of a year told by quarters there is no month.
  return next === own || coarserCadences[own].includes(next) ? next : own
}

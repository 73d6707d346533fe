import type { VitalCadence } from '../../../../contract/vital-kinds.ts'
import { cellsOver, overOf } from '../../../flow/7-evaluate/vitals/over/store-over.ts'
import { overTimeOf } from '../../../flow/7-evaluate/vitals/rules/over-kind.ts'
import { periodStart } from '../../../flow/7-evaluate/vitals/rules/period.ts'
import { joinedGround } from '../../../flow/7-evaluate/vitals/store-joined.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asNow } from '../../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../../flow/7-evaluate/vitals/store-standing.ts'
import { above } from '../../../flow/7-evaluate/vitals/types.ts'
import type { Db } from '../../../kernel/spine.ts'

/** The time the rows of a number are of (ms, `to` exclusive). */
export type Span = { from: number; to: number }

/**
 * Which time the rows behind a number are of: the period asked; where a coarser one is as the last of the vital's own periods stands, that one, for the others
 * are not in it.
 */
export async function spanOf(
  db: Db,
  record: VitalRecord,
  { by, period }: { by: VitalCadence; period: number },
  asking: Asking,
): Promise<Span> {
  const { definition } = record
  const { node, zone } = asking
  const whole = { from: period, to: periodStart(by, period, zone, 1) }
  if (by === definition.cadence || overTimeOf(definition) !== 'last') return whole
  const { source } = joinedGround(asNow(db), [record], asking)
  const over = await overOf(source, record, { by, zone, areas: [node.code] })
  const [cell] = await cellsOver(source, { parent: node.parent ?? above, area: node.code }, over, { from: period, to: period })
  const last = cell?.part.over?.last
  return last === undefined ? whole : { from: last, to: periodStart(definition.cadence, last, zone, 1) }
}

import type { FactBody } from '../../../contract/fact.ts'
import type { Tx } from '../../kernel/spine.ts'
import { judgeVital, type VitalMark } from './rules/vital.ts'
import { markKey, marksOf, saveMarks } from './store-vitals.ts'
import type { ToldVital } from './types.ts'

/**
 * Values of vitals that open events, as they are rolled up: judged in the order of their periods, and told as facts while they stand outside
 * and when they are back. All in the caller's transaction.
 */
export async function onVitals(tx: Tx, told: readonly ToldVital[]): Promise<void> {
  if (told.length === 0) return
  const marks = await marksOf(tx, told)
  const changed = new Map<string, { vital: string; area: string } & VitalMark>()
  for (const one of told.toSorted((a, b) => a.period - b.period)) {
    const key = markKey(one)
    const verdict = judgeVital(marks.get(key) ?? null, one)
    if (!verdict) continue
    marks.set(key, verdict.mark)
    changed.set(key, { vital: one.vital, area: one.area, ...verdict.mark })
    if (!verdict.isNews || (one.value === null && !verdict.turned)) continue
    if (verdict.outside) {
      const { type, objectKind, version, told } = one
      const body = { ...bodyOf(one), ...{ type, objectKind, version, ...told, first: verdict.turned } }
      await tx.record({ kind: 'vital.outside', subject: one.vital, area: one.path, body })
    } else if (verdict.turned) await tx.record({ kind: 'vital.back', subject: one.vital, area: one.path, body: bodyOf(one) })
  }
  await saveMarks(tx, [...changed.values()])
}

const bodyOf = ({
  vital,
  name,
  area,
  areaName,
  periodText,
  value,
  decimals,
  unit,
  least,
  most,
  hold,
}: ToldVital): FactBody<'vital.back'> => ({
  ...{
    vital,
    name,
    of: area,
    areaName,
    period: periodText,
    value: value === null ? null : Number(value.toFixed(decimals)),
    unit,
    least,
    most,
    hold,
  },
})

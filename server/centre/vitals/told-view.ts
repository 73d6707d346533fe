import type { VitalTold } from '../../../contract/vital.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { markWords } from '../../flow/7-evaluate/vitals/rules/mark-words.ts'
import type { ToldRow } from '../../flow/7-evaluate/vitals/store-cells.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { Db } from '../../kernel/spine.ts'
import { namesOfTellers } from './store-tellers.ts'

/** Values as they were told, as they are shown: in the unit of the vital, with the name of who told them. */
export async function toldView(
  db: Db,
  { definition }: VitalRecord,
  period: string,
  rows: readonly ToldRow[],
): Promise<VitalTold[]> {
  const names = await namesOfTellers(db, [...new Set(rows.map(({ actor }) => actor))])
  const isRatio = definition.aggregation === 'ratio'
  const scale = 10 ** definition.decimals
  return rows.map(({ area, name, num, den, observed_at, known_at, source, actor, reason, version, marks, replaced }) => ({
    ...{ area, name, period, source, by: actor, byName: names.get(actor) ?? null, reason, version, replaced },
    marks: (marks ?? []).map(markWords),
    value: worthOf(definition, num === null ? null : { num, den }),
    numerator: isRatio && num !== null ? num / scale : null,
    denominator: isRatio ? den / scale : null,
    ...{ observedAt: observed_at.toISOString(), knownAt: known_at.toISOString() },
  }))
}

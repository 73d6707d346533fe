import type { VitalConfirmed, VitalTold } from '../../../contract/vital.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { codesOf, markWords } from '../../flow/7-evaluate/vitals/rules/mark-words.ts'
import { writePeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import type { ConfirmedRow } from '../../flow/7-evaluate/vitals/store-doubts.ts'
import { namesIn, type VitalRecord, vitalsByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { ToldRow } from '../../flow/7-evaluate/vitals/store-told.ts'
import type { Db } from '../../kernel/spine.ts'
import { namesOfTellers } from './store-tellers.ts'

/** Values as they were told, as they are shown: in the unit of the vital, with the name of who told them. */
export async function toldView(
  db: Db,
  { definition }: VitalRecord,
  zone: string,
  rows: readonly ToldRow[],
): Promise<VitalTold[]> {
  const people = rows.flatMap(({ actor, confirmed_by }) => [actor, ...(confirmed_by ? [confirmed_by] : [])])
  const codes = rows.flatMap(({ marks }) => (marks ?? []).flatMap(codesOf))
  const [names, vitals] = await Promise.all([
    namesOfTellers(db, [...new Set(people)]),
    codes.length > 0 ? vitalsByCode(db, [...new Set(codes)]) : new Map(),
  ])
  const nameOf = namesIn(vitals)
  const isRatio = definition.aggregation === 'ratio'
  const scale = 10 ** definition.decimals
  return rows.map(({ area, name, num, den, observed_at, known_at, source, actor, reason, version, marks, replaced, ...row }) => ({
    ...{ area, name, source, by: actor, byName: names.get(actor) ?? null, reason, version, replaced },
    period: writePeriod(definition.cadence, row.period, zone),
    marks: (marks ?? []).map((mark) => markWords(mark, nameOf)),
    confirmed: confirmedView(row, names),
    value: worthOf(definition, num === null ? null : { num, den }),
    numerator: isRatio && num !== null ? num / scale : null,
    denominator: isRatio ? den / scale : null,
    ...{ observedAt: observed_at.toISOString(), knownAt: known_at.toISOString() },
  }))
}

/** That a doubted value is right, with the name of who says so. */
export const confirmedView = (
  { confirmed_at, confirmed_by, confirmed_reason }: ConfirmedRow,
  names: ReadonlyMap<string, string>,
): VitalConfirmed | null =>
  confirmed_at && {
    at: confirmed_at.toISOString(),
    byName: names.get(confirmed_by ?? '') ?? null,
    reason: confirmed_reason ?? '',
  }

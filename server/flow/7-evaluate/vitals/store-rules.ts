import type { Db } from '../../../kernel/spine.ts'
import { worthOf } from './rules/combine.ts'
import type { RuleOf } from './rules/hold-rules.ts'
import { type VitalRecord, vitalsByCode } from './store-registry.ts'

/** Rules of connected vitals that name one of these codes on either side. */
export async function rulesOver(db: Db, codes: readonly string[]): Promise<RuleOf[]> {
  const rows = await db.query<{ code: string; rules: RuleOf['rule'][] }>(
    `select code, definition->'rules' as rules from vitals where definition ? 'rules' and state in ('connected', 'trusted')
       and (code = any($1) or jsonb_path_query_array(definition, '$.rules[*].of[*]') ?| $1) order by code`,
    [codes],
  )
  return rows.flatMap(({ code, rules }) =>
    rules.filter(({ of }) => [code, ...of].some((one) => codes.includes(one))).map((rule) => ({ code, rule })),
  )
}

/** The vitals rules are about, by code. Only those that still fit each other are judged: of one tier, cadence and unit, none of them a formula. */
export async function fitting(db: Db, rules: readonly RuleOf[]): Promise<{ rules: RuleOf[]; records: Map<string, VitalRecord> }> {
  const records = await vitalsByCode(db, [...new Set(rules.flatMap(({ code, rule }) => [code, ...rule.of]))])
  return {
    records,
    rules: rules.filter(({ code, rule }) => [code, ...rule.of].every((one) => fits(records.get(code), records.get(one)))),
  }
}

const fits = (one: VitalRecord | undefined, other: VitalRecord | undefined): boolean => {
  if (!one || !other || other.definition.formula !== undefined) return false
  const [own, its] = [one.definition, other.definition]
  return own.tier === its.tier && own.cadence === its.cadence && own.unit.zh === its.unit.zh
}

/** `period`: ms. */
export type Cell = { vital: string; area: string; period: number }
export const cellKey = ({ vital, area, period }: Cell): string => `${vital}|${area}|${period}`

/** The newest value told of each of these cells, in the unit of its vital, by `cellKey`; what was withdrawn or never told is not there. */
export async function newestValues(
  db: Db,
  cells: readonly Cell[],
  records: ReadonlyMap<string, VitalRecord>,
): Promise<Map<string, number>> {
  const known = cells.filter(({ vital }) => records.has(vital))
  if (known.length === 0) return new Map()
  const rows = await db.query<{ no: number; num: number; den: number }>(
    `select c.no::int as no, v.num, v.den from unnest($1::int[], $2::text[], $3::float8[]) with ordinality as c(vital, area, period, no)
     cross join lateral (
       select num, den from vital_values v where v.vital = c.vital and v.area = c.area and v.period = to_timestamp(c.period)
       order by id desc limit 1) v where v.num is not null`,
    [known.map(({ vital }) => records.get(vital)!.id), known.map(({ area }) => area), known.map(({ period }) => period / 1000)],
  )
  return new Map(
    rows.flatMap(({ no, num, den }) => {
      const cell = known[no - 1]!
      const worth = worthOf(records.get(cell.vital)!.definition, { num, den })
      return worth === null ? [] : [[cellKey(cell), worth] as const]
    }),
  )
}

import type { VitalCell, VitalPage } from '../../../contract/vital.ts'
import { cellOf } from '../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { periodStart, yearBefore } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { reaches } from '../../flow/7-evaluate/vitals/rules/reaches.ts'
import { standings } from '../../flow/7-evaluate/vitals/rules/standing.ts'
import { cellsFrom, namedIn, newestOf, partsBelow } from '../../flow/7-evaluate/vitals/store-formulas.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { above, type Part, type TreeNode } from '../../flow/7-evaluate/vitals/types.ts'
import type { Db } from '../../kernel/spine.ts'

/** Periods in the curve of a vital, by cadence: two days, a month, a year … */
const shownPeriods = { hour: 48, day: 31, week: 53, month: 25, quarter: 13, year: 10 } as const

/** One vital of one area, in the newest period or the asked one (ms). */
export async function readVital(db: Db, record: VitalRecord, asked: number | null, asking: Asking): Promise<VitalPage> {
  const { node, now, zone, tree } = asking
  const { definition, state, version, id } = record
  const place = { parent: node.parent ?? above, area: node.code }
  const period = asked ?? (await newestOf(db, place, [record], zone)).get(id)?.period ?? null
  const area = { code: node.code, name: node.name }
  const here = reaches(definition, node.tier)
  const head = { definition, state, version, area, here, at: new Date(now).toISOString() }
  if (period === null)
    return {
      ...{ ...head, cell: null, series: [], yearBefore: null, parts: [] },
      operands: await operandsOf(db, record, null, asking),
      silent: silentOf(asking, new Map(), definition),
    }
  const series = await seriesOf(db, record, period, asking)
  const [before] = await cellsFrom(db, place, [record], yearBefore(definition.cadence, period, zone))
  const sameLastYear = before?.period === yearBefore(definition.cadence, period, zone) ? before : null
  const parts = await partsBelow(db, node.code, record, period)
  const cell = (at: number, part: Part | null, of: number): VitalCell =>
    cellOf(at, part, { definition, of, standing: standings([worthOf(definition, part)], definition)[0]!, now, zone })
  return {
    ...head,
    ...{ cell: series.at(-1)!, series },
    yearBefore: sameLastYear && cell(sameLastYear.period, sameLastYear.part, tree.countUnder(node.code, definition.tier)),
    parts: [...parts].map(([code, part]) => ({
      ...{ area: code, name: tree.node(code)?.name ?? code, path: pathOf(tree.node(code)) },
      cell: cell(period, part, tree.countUnder(code, definition.tier)),
    })),
    operands: await operandsOf(db, record, period, asking),
    silent: silentOf(asking, parts, definition),
  }
}

const pathOf = (node: TreeNode | null): string | null => (node?.paths.length === 1 ? node.paths[0]! : null)

/** The vitals a formula names, each with its cell of the same period, or its newest where the formula has none. */
async function operandsOf(
  db: Db,
  record: VitalRecord,
  period: number | null,
  { tree, node, now, zone }: Asking,
): Promise<VitalPage['operands']> {
  const named = await namedIn(db, record)
  const records = named.flatMap(({ record: one }) => (one ? [one] : []))
  const place = { parent: node.parent ?? above, area: node.code }
  const cells =
    period === null
      ? [...(await newestOf(db, place, records, zone)).values()]
      : (await cellsFrom(db, place, records, period)).filter((cell) => cell.period === period)
  const byVital = new Map(cells.map((cell) => [cell.vital, cell]))
  return named.map(({ code, record: one }) => {
    const cell = one && byVital.get(one.id)
    const definition = one?.definition
    return {
      ...{ code, name: definition?.name ?? null, unit: definition?.unit ?? null, decimals: definition?.decimals ?? 0 },
      cell:
        definition && cell
          ? cellOf(cell.period, cell.part, {
              ...{ definition, now, zone, of: tree.countUnder(node.code, definition.tier) },
              standing: standings([worthOf(definition, cell.part)], definition)[0]!,
            })
          : null,
    }
  })
}

/** The periods up to one, each with its standing after those before it; a gap is a cell without a value. */
async function seriesOf(db: Db, record: VitalRecord, period: number, { tree, node, now, zone }: Asking): Promise<VitalCell[]> {
  const { definition } = record
  const { cadence } = definition
  const count = shownPeriods[cadence]
  const starts = Array.from({ length: count }, (_, i) => periodStart(cadence, period, zone, i + 1 - count))
  const rows = await cellsFrom(db, { parent: node.parent ?? above, area: node.code }, [record], starts[0]!)
  const known = new Map(rows.map((row) => [row.period, row.part]))
  const stand = standings(
    starts.map((start) => worthOf(definition, known.get(start) ?? null)),
    definition,
  )
  const of = tree.countUnder(node.code, definition.tier)
  return starts.map((start, i) => cellOf(start, known.get(start) ?? null, { definition, of, standing: stand[i]!, now, zone }))
}

/** The areas right below that told nothing, as far as the vital is told below this one at all. */
function silentOf(
  { tree, node }: Asking,
  parts: ReadonlyMap<string, Part>,
  { tier }: VitalRecord['definition'],
): VitalPage['silent'] {
  return node.children
    .filter((code) => !parts.has(code) && tree.countUnder(code, tier) > 0)
    .map((code) => ({ area: code, name: tree.node(code)?.name ?? code }))
}

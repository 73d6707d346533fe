import type { VitalCell, VitalPage } from '../../../contract/vital.ts'
import { bandOf, bandsOf } from '../../flow/7-evaluate/vitals/rules/band.ts'
import { cellOf } from '../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { periodStart, yearBefore } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { reaches } from '../../flow/7-evaluate/vitals/rules/reaches.ts'
import { standings } from '../../flow/7-evaluate/vitals/rules/standing.ts'
import type { CellRow } from '../../flow/7-evaluate/vitals/store-cells.ts'
import { cellsFrom, namedIn, newestOf, partsBelow } from '../../flow/7-evaluate/vitals/store-formulas.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { CellSource } from '../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { above, everNode, type Part, type TreeNode } from '../../flow/7-evaluate/vitals/types.ts'

/** Periods in the curve of a vital, by cadence: two days, a month, a year … */
const shownPeriods = { hour: 48, day: 31, week: 53, month: 25, quarter: 13, year: 10 } as const

/** The moment its numbers are asked as of (ms), null: now; and the moment it is asked. */
export type PageTimes = { knownAt: number | null; askedAt: number }

/** One vital of one area, in the newest period or the asked one (ms), as its source knows it; `asking.now` is the moment of which it is read. */
export async function readVital(
  source: CellSource,
  record: VitalRecord,
  asked: number | null,
  { knownAt, askedAt, ...asking }: Asking & PageTimes,
): Promise<VitalPage> {
  const { node, zone, tree } = asking
  const { definition, state, version, id } = record
  const { cadence } = definition
  const place = { parent: node.parent ?? above, area: node.code }
  const period = asked ?? (await newestOf(source, place, [record], zone)).get(id)?.period ?? null
  const head = {
    ...{ definition, state, version, area: { code: node.code, name: node.name }, here: reaches(definition, node.tier) },
    ...{ knownAt: knownAt === null ? null : new Date(knownAt).toISOString(), at: new Date(askedAt).toISOString() },
  }
  if (period === null)
    return {
      ...{ ...head, lost: false, cell: null, series: [], yearBefore: null, parts: [] },
      operands: (await operandsOf(source, record, null, asking)).operands,
      silent: silentOf(asking, new Map(), definition, asking.now),
    }
  const series = await seriesOf(source, record, period, asking)
  const lastYear = yearBefore(cadence, period, zone)
  const [before] = await cellsFrom(source, place, [record], { from: lastYear, to: lastYear })
  const parts = await partsBelow(source, node.code, record, period)
  const { operands, lost } = await operandsOf(source, record, period, asking)
  const cell = (at: number, part: Part, code: string) => oneCell(record, { period: at, part }, code, asking)
  return {
    ...{ ...head, cell: series.at(-1)!, series, operands, lost: lost || source.isLost(id, period) },
    yearBefore: before ? cell(lastYear, before.part, node.code) : null,
    parts: [...parts].map(([code, part]) => ({
      ...{ area: code, name: everNode(tree, code)?.name ?? code, path: pathOf(everNode(tree, code)) },
      cell: cell(period, part, code),
    })),
    silent: silentOf(asking, parts, definition, period),
  }
}

/** A cell that stands by itself, without its past. */
function oneCell(
  { definition, version }: VitalRecord,
  { period, part }: Pick<CellRow, 'period' | 'part'>,
  code: string,
  { tree, now, zone }: Asking,
): VitalCell {
  const of = tree.countUnderAt(code, definition.tier, period)
  return cellOf(period, part, { definition, version, of, ...alone(definition, part), now, zone })
}

const pathOf = (node: TreeNode | null): string | null => (node?.paths.length === 1 ? node.paths[0]! : null)

/** How a value stands without its past. */
const alone = (definition: VitalRecord['definition'], part: Part | null) => {
  const value = worthOf(definition, part)
  return { standing: standings([value], definition)[0]!, band: bandOf(value, definition) }
}

/** The vitals a formula names, each with its cell of the same period, or its newest where the formula has none. */
async function operandsOf(
  source: CellSource,
  record: VitalRecord,
  period: number | null,
  asking: Asking,
): Promise<Pick<VitalPage, 'operands' | 'lost'>> {
  const { node, zone } = asking
  const named = await namedIn(source, record)
  const records = named.flatMap(({ record: one }) => (one ? [one] : []))
  const place = { parent: node.parent ?? above, area: node.code }
  const cells =
    period === null
      ? [...(await newestOf(source, place, records, zone)).values()]
      : await cellsFrom(source, place, records, { from: period, to: period })
  const byVital = new Map(cells.map((cell) => [cell.vital, cell]))
  return {
    lost: period !== null && records.some(({ id }) => source.isLost(id, period)),
    operands: named.map(({ code, record: one }) => {
      const cell = one && byVital.get(one.id)
      const { name = null, unit = null, decimals = 0 } = one?.definition ?? {}
      return { ...{ code, name, unit, decimals }, cell: one && cell ? oneCell(one, cell, node.code, asking) : null }
    }),
  }
}

/** The periods up to one, each with its standing after those before it; a gap is a cell without a value. */
async function seriesOf(
  source: CellSource,
  record: VitalRecord,
  period: number,
  { tree, node, now, zone }: Asking,
): Promise<VitalCell[]> {
  const { definition, version } = record
  const { cadence } = definition
  const count = Math.min(shownPeriods[cadence], source.reach(definition))
  const starts = Array.from({ length: count }, (_, i) => periodStart(cadence, period, zone, i + 1 - count))
  const place = { parent: node.parent ?? above, area: node.code }
  const rows = await cellsFrom(source, place, [record], { from: starts[0]!, to: period })
  const known = new Map(rows.map((row) => [row.period, row.part]))
  const values = starts.map((start) => worthOf(definition, known.get(start) ?? null))
  const [stand, bands] = [standings(values, definition), bandsOf(values, definition)]
  const of = (start: number): number => tree.countUnderAt(node.code, definition.tier, start)
  return starts.map((start, i) =>
    cellOf(start, known.get(start) ?? null, {
      ...{ definition, version, of: of(start), standing: stand[i]!, band: bands[i]!, now, zone },
    }),
  )
}

/** The areas right below that told nothing, as far as the vital is told below this one at all. */
function silentOf(
  { tree, node }: Asking,
  parts: ReadonlyMap<string, Part>,
  { tier }: VitalRecord['definition'],
  period: number,
): VitalPage['silent'] {
  return node.children
    .filter((code) => !parts.has(code) && tree.countUnderAt(code, tier, period) > 0)
    .map((code) => ({ area: code, name: tree.node(code)?.name ?? code }))
}

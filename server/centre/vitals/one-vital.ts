import { isOwnCode, ownerOf } from '../../../contract/own-place.ts'
import type { VitalCell, VitalPage } from '../../../contract/vital.ts'
import type { VitalCadence } from '../../../contract/vital-kinds.ts'
import {
  type By,
  cellsOfAll,
  cellsOver,
  isLostOver,
  type Over,
  offered,
  overOf,
  oversOf,
  partsOver,
  periodsAtOnce,
} from '../../flow/7-evaluate/vitals/over/store-over.ts'
import { bandOf, bandsOf } from '../../flow/7-evaluate/vitals/rules/band.ts'
import { cellOf } from '../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { dueIn } from '../../flow/7-evaluate/vitals/rules/due-in.ts'
import { formulaOf } from '../../flow/7-evaluate/vitals/rules/formula-part.ts'
import { judgedBy } from '../../flow/7-evaluate/vitals/rules/judged.ts'
import { finerOf, overTimeOf } from '../../flow/7-evaluate/vitals/rules/over-kind.ts'
import { periodStart, startsBetween, writePeriod, yearBefore } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { reaches } from '../../flow/7-evaluate/vitals/rules/reaches.ts'
import { judgedWorth } from '../../flow/7-evaluate/vitals/rules/sample.ts'
import { type Standing, standings } from '../../flow/7-evaluate/vitals/rules/standing.ts'
import { operandsOf as allUnder, cellsFrom, namedIn, newestOf } from '../../flow/7-evaluate/vitals/store-formulas.ts'
import { joinedGround } from '../../flow/7-evaluate/vitals/store-joined.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { CellSource } from '../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { above, type Cover, everNode, type Part, type TreeNode } from '../../flow/7-evaluate/vitals/types.ts'
import { RefusalError } from '../../kernel/result.ts'
import { areaMarks } from './area-marks.ts'
import { comparedOf, type Earlier } from './compared.ts'

/** Periods in the curve of a vital, by cadence: two days, a month, a year … */
const shownPeriods = { hour: 48, day: 31, week: 53, month: 25, quarter: 13, year: 10 } as const

/** The moment its numbers are asked as of (ms), null: now; and the moment it is asked. */
export type PageTimes = {
  knownAt: number | null
  askedAt: number
  /** where the cells of an area this one was before are read from; left out: where its own are */
  sourceOf?: (node: TreeNode) => CellSource
}
/** `by`: by coarser periods than its own; `period`: the start of one of them (ms), left out: the newest. */
export type PageAsked = { by?: VitalCadence | undefined; period?: number | null }

const placeOf = ({ parent, code }: TreeNode) => ({ parent: parent ?? above, area: code })

/** The areas numbers of a page are of: its own and those right below. */
const areasOf = ({ code, children }: TreeNode): string[] => [code, ...children]

/** A page but for what the registry says beside the definition. */
export type VitalNumbers = Omit<VitalPage, 'trackName'>

/** One vital of one area, in the newest period or the asked one, as its source knows it; `asking.now` is the moment of which it is read. */
export async function readVital(
  own: CellSource,
  record: VitalRecord,
  { by = record.definition.cadence, period: asked = null }: PageAsked,
  { knownAt, askedAt, sourceOf, ...given }: Asking & PageTimes,
): Promise<Omit<VitalNumbers, 'locked'>> {
  const { source, asking } = joinedGround(own, [record], given, sourceOf)
  const { node, zone } = asking
  const { definition, state, version, id } = record
  const choice = await offered(source, record)
  const over = await overOf(source, record, { by, zone, areas: areasOf(node) })
  const here = reaches(definition, node.tier)
  const newest = here ? (asked ?? (await newestOf(source, [record], asking)).get(id)?.period ?? null) : null
  const period = newest === null || asked !== null ? newest : periodStart(by, newest, zone)
  const head = {
    ...{ definition, state, version, area: { code: node.code, name: node.name, tier: node.tier }, here },
    ...{ knownAt: knownAt === null ? null : new Date(knownAt).toISOString(), at: new Date(askedAt).toISOString() },
    ...{ by, ...choice, normal: judgedBy(definition, { by, tier: node.tier }).normal ?? null },
  }
  if (period === null)
    return {
      ...{ ...head, lost: false, cell: null, series: [], yearBefore: null, compared: null, finer: null },
      ...(await unmadeOf(source, record, by, asking)),
      ...areaMarks(asking, { from: asking.now, to: asking.now }),
    }
  return { ...head, ...(await numbersOf(source, { record, over, period }, asking)) }
}

/** A period of a vital that has a number. */
export type Read = { record: VitalRecord; over: Over; period: number }
type Numbers = Pick<
  VitalPage,
  'cell' | 'series' | 'yearBefore' | 'compared' | keyof Made | 'lost' | 'finer' | 'areaChanges' | 'joined'
>

/** What there is of a vital around a period: its curve, the year before, what it is made of in areas, in time and in other vitals. */
async function numbersOf(source: CellSource, read: Read, asking: Asking): Promise<Numbers> {
  const { over, period } = read
  const { node, zone } = asking
  const { series, last, from, prior } = await seriesOf(source, read, asking)
  const lastYear = yearBefore(over.by, period, zone)
  const [before] = await cellsOver(source, placeOf(node), over, { from: lastYear, to: lastYear })
  const { told, lost, ...made } = await madeOf(source, read, asking, last)
  const cell = series.at(-1)!
  const yearCell = before ? oneCell(read, { period: lastYear, part: before.part, code: node.code }, asking) : null
  const year = before && yearCell ? { period: lastYear, part: before.part, cell: yearCell } : null
  return {
    ...{ ...made, cell, series, lost: lost || isLostOver(source, over, period), yearBefore: yearCell },
    compared: await comparedOf(
      source,
      { code: node.code, over, cell, parts: told, grows: await isGrowing(source, read, asking) },
      { before: prior, year },
    ),
    ...areaMarks(asking, { from: before ? Math.min(lastYear, from) : from, to: periodStart(over.by, period, zone, 1) }),
    finer: over.ground ? await finerCells(source, read, asking) : null,
  }
}

/** Is it of a period that runs: half a day against a whole one would read as a fall. What is counted as it stands is whole at any moment. */
async function isGrowing(source: CellSource, { record, over, period }: Read, { zone, now }: Asking): Promise<boolean> {
  if (over.ground || periodStart(over.by, period, zone, 1) <= now) return false
  const standsOn = record.definition.formula === undefined ? [record] : [...(await allUnder(source, [record])).values()]
  return standsOn.some(({ definition }) => formulaOf(definition) === null && definition.count?.when !== 'now')
}

type Made = Pick<VitalPage, 'parts' | 'silent' | 'formula' | 'operands'>

/** What a number is made of: the areas below with theirs (`told`), those that are silent, and the formula with its vitals. */
async function madeOf(
  source: CellSource,
  read: Read,
  asking: Asking,
  last?: number,
): Promise<Made & { told: Map<string, Part>; lost: boolean }> {
  const { record, over, period } = read
  const { node, zone, tree } = asking
  const { definition } = record
  const below = everNode(tree, node.children[0] ?? '')
  // Of what its vitals tell below its own tier a formula is not reckoned.
  const isBelow = below !== null && !reaches(definition, below.tier)
  const told = isBelow ? new Map<string, Part>() : await partsOver(source, node.code, over, { period, last })
  const own = last ?? period
  const until = over.ground ? periodStart(over.by, period, zone, 1) : period + 1
  const stretch = over.ground && overTimeOf(definition) !== 'last' ? { from: period, until } : { from: own, until: own + 1 }
  return {
    told,
    parts: [...told].map(([code, part]) => ({
      ...{ area: code, name: nameOf(tree, code), path: pathOf(everNode(tree, code)) },
      cell: oneCell(read, { period, part, code }, asking),
    })),
    silent: silentOf(asking, told, record, stretch),
    ...(await operandsOf(source, record, { ...over, period }, asking)),
  }
}

/** The same where there is no number at all. */
async function unmadeOf(source: CellSource, record: VitalRecord, by: VitalCadence, asking: Asking): Promise<Made> {
  const { formula, operands } = await operandsOf(source, record, { by, zone: asking.zone, period: null }, asking)
  return {
    parts: [],
    silent: silentOf(asking, new Map(), record, { from: asking.now, until: asking.now + 1 }),
    formula,
    operands,
  }
}

/** The newest period of a vital that has a number in an area, as it is now; null: it has none there. */
export async function newestRead(source: CellSource, record: VitalRecord, asking: Asking): Promise<Read | null> {
  const { definition, id } = record
  const { node, zone } = asking
  if (!reaches(definition, node.tier)) return null
  const newest = (await newestOf(source, [record], asking)).get(id)
  if (!newest) return null
  return {
    record,
    over: await overOf(source, record, { by: definition.cadence, zone, areas: areasOf(node) }),
    period: newest.period,
  }
}

/** The number of that period with those before it. */
export async function curveOf(
  source: CellSource,
  read: Read | null,
  asking: Asking,
): Promise<Pick<VitalPage, 'cell' | 'series' | 'areaChanges'>> {
  if (!read) return { cell: null, series: [], areaChanges: [] }
  const { series, from } = await seriesOf(source, read, asking)
  const { areaChanges } = areaMarks(asking, { from, to: periodStart(read.over.by, read.period, asking.zone, 1) })
  return { cell: series.at(-1) ?? null, series, areaChanges }
}

/** What the number of that period is made of. */
export async function makingOf(source: CellSource, record: VitalRecord, read: Read | null, asking: Asking): Promise<Made> {
  if (!read) return unmadeOf(source, record, record.definition.cadence, asking)
  const { parts, silent, formula, operands } = await madeOf(source, read, asking)
  return { parts, silent, formula, operands }
}

type Stands = { standing: Standing; band: VitalCell['band'] }
/** A part of an area in a period; how it stands, where that is known from its past. */
type At = { period: number; part: Part | null; code: string; stands?: Stands }

/** A cell; one that stands by itself, without its past, unless it is said how it stands. */
function oneCell(
  { record: { definition, version }, over }: Pick<Read, 'record' | 'over'>,
  { period, part, code, stands }: At,
  { tree, now, zone }: Asking,
): VitalCell {
  const tier = everNode(tree, code)?.tier ?? definition.tier
  const judged = judgedBy(definition, { by: over.by, tier })
  const value = judgedWorth(definition, part)
  const standing = stands ?? { standing: standings([value], judged)[0]!, band: bandOf(value, judged) }
  const about = { definition, version, judged, ...standing, now, zone }
  const end = periodStart(over.by, period, zone, 1)
  // Of a period before the area was there its former codes told.
  const dueThen = ({ tier }: Cover): number => Math.max(tree.countUnderAt(code, tier, period, end), part?.n ?? 0)
  if (!over.ground) return cellOf(period, part, { ...about, due: dueThen })
  const { cadence, dueMinutes } = definition
  const until = periodStart(over.by, period, zone, 1)
  const due = dueIn({ cadence, dueMinutes, from: period, until, over: part?.over }, { tree, now, zone })
  return cellOf(period, part, { ...about, due: (cover) => due.count(cover, code), over: { by: over.by, ...due } })
}

/** What an area has of its own beside its parts is called as on the wall (`restName`). */
const nameOf = (tree: Asking['tree'], code: string): string => {
  const node = everNode(tree, ownerOf(code))
  return node ? (isOwnCode(code) ? `${node.name}本级` : node.name) : code
}

const pathOf = (node: TreeNode | null): string | null => (node?.paths.length === 1 ? node.paths[0]! : null)

/** What a formula is reckoned by, in a closed period that of then, and the vitals it names, each with its cell of the same period, or its newest where the formula has none. */
async function operandsOf(
  source: CellSource,
  record: VitalRecord,
  { by, zone, period }: By & { period: number | null },
  asking: Asking,
): Promise<Pick<VitalPage, 'formula' | 'operands' | 'lost'>> {
  const { node } = asking
  const held = period === null ? null : (await source.held([node.code], [record.id])).of(node.code)(record.id, period, by)
  const { definition, version } = held ?? record
  const named = await namedIn(source, { ...record, definition })
  // A vital that was changed to another cadence since has no such periods.
  const records = named.flatMap(({ record: one }) => (one && one.definition.cadence === record.definition.cadence ? [one] : []))
  const overs = new Map((await oversOf(source, records, { by, zone, areas: [node.code] })).map((over) => [over.vital.id, over]))
  const cells =
    period === null
      ? await newestOf(source, records, asking)
      : await cellsOfAll(source, placeOf(node), [...overs.values()], period)
  const { formula: text, times } = definition
  return {
    lost: period !== null && [...overs.values()].some((over) => isLostOver(source, over, period)),
    formula: text === undefined ? null : { text, times, version },
    operands: named.map(({ code, record: one }) => {
      const { name = null, unit = null, decimals = 0 } = one?.definition ?? {}
      const [cell, over] = one ? [cells.get(one.id), overs.get(one.id)] : []
      if (!one || !cell || !over) return { code, name, unit, decimals, cell: null }
      // Where the formula has no number, the newest of each vital is of its own period.
      const own = period === null ? { ...over, by: one.definition.cadence, ground: null } : over
      return { code, name, unit, decimals, cell: oneCell({ record: one, over: own }, { ...cell, code: node.code }, asking) }
    }),
  }
}

/** The periods up to one, each with its standing after those before it; a gap is a cell without a value. `last`: the newest of its own periods within the last. */
async function seriesOf(
  source: CellSource,
  read: Read,
  asking: Asking,
): Promise<{ series: VitalCell[]; last: number | undefined; from: number; prior: Earlier }> {
  const { record, over, period } = read
  const { definition } = record
  const { node, zone } = asking
  const count = Math.min(shownPeriods[over.by], periodsAtOnce(source, over))
  if (count < 1) throw new RefusalError({ code: 'vital.by-much', details: { period: writePeriod(over.by, period, zone) } })
  const starts = Array.from({ length: count }, (_, i) => periodStart(over.by, period, zone, i + 1 - count))
  const rows = await cellsOver(source, placeOf(node), over, { from: starts[0]!, to: period })
  const known = new Map(rows.map((row) => [row.period, row.part]))
  const values = starts.map((start) => judgedWorth(definition, known.get(start) ?? null))
  const judged = judgedBy(definition, { by: over.by, tier: node.tier })
  const [stand, bands] = [standings(values, judged), bandsOf(values, judged)]
  const series = starts.map((start, i) =>
    oneCell(
      read,
      { period: start, part: known.get(start) ?? null, code: node.code, stands: { standing: stand[i]!, band: bands[i]! } },
      asking,
    ),
  )
  const [at, cell] = [starts.at(-2), series.at(-2)]
  const part = at === undefined ? null : known.get(at)
  return {
    from: starts[0]!,
    last: known.get(period)?.over?.last,
    series,
    prior: at !== undefined && part && cell ? { period: at, part, cell } : null,
  }
}

/** The next finer periods within a coarser one; those that have not begun are left out. */
async function finerCells(source: CellSource, { record, over, period }: Read, asking: Asking): Promise<VitalPage['finer']> {
  const { node, now, zone } = asking
  const by = finerOf(over.by, record.definition.cadence)
  const finer = await overOf(source, record, { by, zone, areas: [node.code] })
  const until = periodStart(over.by, period, zone, 1)
  const starts = startsBetween(by, period, until, zone).filter((start) => start <= now)
  if (starts.length === 0) return null
  const rows = finer.ground
    ? await cellsOver(source, placeOf(node), finer, { from: period, to: starts.at(-1)! })
    : await cellsFrom(source, placeOf(node), [record], { from: period, to: starts.at(-1)! })
  const known = new Map(rows.map((row) => [row.period, row.part]))
  return {
    by,
    cells: starts.map((start) =>
      oneCell({ record, over: finer }, { period: start, part: known.get(start) ?? null, code: node.code }, asking),
    ),
  }
}

/** The areas right below that told nothing, as far as the vital is told below this one at all in that time. */
function silentOf(
  { tree, node }: Asking,
  parts: ReadonlyMap<string, Part>,
  { definition: { tier } }: VitalRecord,
  { from, until }: { from: number; until: number },
): VitalPage['silent'] {
  const told = (code: string): boolean => tree.countUnderAt(code, tier, from) + tree.countUnderAt(code, tier, until - 1) > 0
  return node.children
    .filter((code) => !parts.has(code) && told(code))
    .map((code) => ({ area: code, name: tree.node(code)?.name ?? code }))
}

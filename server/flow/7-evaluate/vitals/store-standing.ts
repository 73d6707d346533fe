import type { VitalRow } from '../../../../contract/vital.ts'
import type { VitalCadence, vitalStandings } from '../../../../contract/vital-kinds.ts'
import type { Db } from '../../../kernel/spine.ts'
import { bandHangsOnPast, bandOf, bandsOf } from './rules/band.ts'
import { cellOf } from './rules/cell-of.ts'
import { worthOf } from './rules/combine.ts'
import { changeDays } from './rules/former.ts'
import { isConnected } from './rules/is-connected.ts'
import { type Judged, judgedAt } from './rules/judged.ts'
import { lineUp } from './rules/line-up.ts'
import { periodStart } from './rules/period.ts'
import { reaches } from './rules/reaches.ts'
import { judgedWorth } from './rules/sample.ts'
import { hangsOnPast, standings } from './rules/standing.ts'
import type { CellRow } from './store-cells.ts'
import { cellsFrom, newestOf } from './store-formulas.ts'
import { joinedGround } from './store-joined.ts'
import { findVitals, type VitalRecord } from './store-registry.ts'
import { asKept } from './store-source.ts'
import { trackNames } from './store-tracks.ts'
import { above, type Cover, type TreeNode, type TreeRead } from './types.ts'

/** Periods in the small curve of a row, the newest included. */
export const trendPeriods = 24

export type Asking = { tree: TreeRead; node: TreeNode; now: number; zone: string }

export type StandingWish = {
  board?: string | undefined
  track?: string | undefined
  q?: string | undefined
  standing: (typeof vitalStandings)[number]
}
export type StandingRows = { records: VitalRecord[]; rows: VitalRow[]; newest: Map<number, CellRow> }

/**
 * Every vital of an area with its newest cell. An area has the vitals of the city and those of every area it lies in; a town's own are
 * nobody else's, and what is told above it is not of it. Where it is asked how vitals stand, the past of those is looked up whose newest value
 * is within their hysteresis of a limit: it decides.
 */
export async function standingRows(db: Db, { standing, ...wish }: StandingWish, asking: Asking): Promise<StandingRows> {
  const found = await findVitals(db, { ...wish, homes: lineUp(asking.tree, asking.node.code) })
  const own = found.filter(({ definition }) => reaches(definition, asking.node.tier))
  return rowsOf(db, own, standing, asking)
}

/** The rows of these vitals. */
export async function rowsOf(
  db: Db,
  records: VitalRecord[],
  standing: StandingWish['standing'],
  given: Asking,
): Promise<StandingRows> {
  const { source, asking } = joinedGround(asKept(db, given), records, given)
  // A formula of districts may stand on what towns tell: a town has these, and never the formula.
  const here = records.filter(({ definition }) => reaches(definition, asking.node.tier))
  const newest = await newestOf(source, here, asking)
  const tracks = await trackNames(db)
  const asked = standing === 'normal' || standing === 'outside'
  const swinging = asked ? records.filter((record) => hangs(record, newest.get(record.id), asking)) : []
  const pasts = await curvesOf(db, swinging, newest, given)
  return {
    ...{ records, newest },
    rows: records.map((record) => ({
      ...oneRow(record, newest.get(record.id), asking),
      trackName: tracks(record.definition.track),
      ...pasts.get(record.id),
    })),
  }
}

function hangs({ definition }: VitalRecord, cell: CellRow | undefined, { node }: Asking): boolean {
  const value = cell ? judgedWorth(definition, cell.part) : null
  const judged = judgedAt(definition, node.tier)
  return hangsOnPast(value, judged) || bandHangsOnPast(value, judged)
}

/** How a vital counts: not connected; without a value, a range, or with one that is too old: unknown; else as its value stands. */
export function standsAs({ state, cell }: Pick<VitalRow, 'state' | 'cell'>): 'normal' | 'outside' | 'unknown' | 'unconnected' {
  if (!isConnected({ state })) return 'unconnected'
  return cell === null || cell.stale ? 'unknown' : cell.standing
}

/** 未判: there is a number that counts, and nobody said what is normal at the tier of the area. Of the unknown ones. */
export const isUnjudged = (row: Pick<VitalRow, 'state' | 'cell' | 'normal'>): boolean =>
  standsAs(row) === 'unknown' && row.cell !== null && !row.cell.stale && row.cell.value !== null && row.normal === null

const at = ({ parent, code }: TreeNode) => ({ parent: parent ?? above, area: code })

function oneRow(
  { code, state, version, definition }: VitalRecord,
  cell: CellRow | undefined,
  asking: Asking,
): Omit<VitalRow, 'trackName'> {
  const { name, board, track, unit, decimals, cadence, tier } = definition
  const { normal = null } = judgedAt(definition, asking.node.tier)
  const here = reaches(definition, asking.node.tier)
  const head = { code, name, board, track, unit, decimals, state, version, cadence, tier, normal, here }
  return {
    ...head,
    // Stopped it lacks nothing: somebody stopped it.
    lacks: isConnected({ state }) || state === 'stopped' ? null : { source: definition.source, owner: !definition.owner },
    cell: cell ? cellOf(cell.period, cell.part, about({ definition, version }, asking, cell)) : null,
    reckoned: definition.formula !== undefined,
    trend: [],
    areaChanges: [],
  }
}

/** Without its past a value stands by itself; the page's curves say it with their hysteresis. */
const about = (
  { definition, version }: Pick<VitalRecord, 'definition' | 'version'>,
  { tree, node, now, zone }: Asking,
  { period, part }: CellRow,
) => ({
  ...{ definition, version, now, zone },
  due: ({ tier }: Cover) => tree.countUnderAt(node.code, tier, period, periodStart(definition.cadence, period, zone, 1)),
  ...standsAlone(judgedWorth(definition, part), judgedAt(definition, node.tier)),
})

const standsAlone = (value: number | null, judged: Judged) => ({
  judged,
  standing: standings([value], judged)[0]!,
  band: bandOf(value, judged),
})

/** The periods of a curve up to one (ms), oldest first. Thousands of vitals end in the same few: each is reckoned once. */
function curvePeriods(zone: string): (cadence: VitalCadence, period: number) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return (cadence, period) => {
    const key = `${cadence} ${period}`
    const found =
      known.get(key) ?? Array.from({ length: trendPeriods }, (_, i) => periodStart(cadence, period, zone, i + 1 - trendPeriods))
    known.set(key, found)
    return found
  }
}

/** 区划变动 in a stretch (ms), as days. Most vitals of a page have the same few stretches. */
function changedWithin({ tree, node, zone, now }: Asking): (from: number, until: number) => string[] {
  const known = new Map<string, string[]>()
  return (from, until) => {
    const key = `${from} ${until}`
    const days = known.get(key) ?? changeDays(tree, node.code, { from, until: Math.min(until, now + 1), zone })
    known.set(key, days)
    return days
  }
}

/** The curves of a page: the same periods for each vital, up to its newest, a gap where nothing was told. */
export async function curvesOf(
  db: Db,
  records: readonly VitalRecord[],
  newest: ReadonlyMap<number, CellRow>,
  given: Asking,
): Promise<Map<number, Pick<VitalRow, 'trend' | 'cell' | 'areaChanges'>>> {
  const { source, asking } = joinedGround(asKept(db, given), records, given)
  const periodsTo = curvePeriods(asking.zone)
  const told = records.flatMap((record) => {
    const cell = newest.get(record.id)
    return cell ? [{ record, cell, periods: periodsTo(record.definition.cadence, cell.period) }] : []
  })
  // Cadence by cadence: read as far back as the yearly ones, those of the hour would be tens of thousands of cells.
  const alike = [...Map.groupBy(told, ({ record }) => record.definition.cadence).values()]
  const read = alike.map((some) =>
    cellsFrom(
      source,
      at(asking.node),
      some.map(({ record }) => record),
      { from: Math.min(...some.map(({ periods }) => periods[0]!)) },
    ),
  )
  const cells = (await Promise.all(read)).flat()
  const changedIn = changedWithin(asking)
  const byVital = Map.groupBy(cells, ({ vital }) => vital)
  return new Map(
    told.map(({ record, cell, periods }) => {
      const { definition } = record
      const known = new Map(byVital.get(record.id)?.map(({ period, part }) => [period, part]))
      const parts = periods.map((period) => known.get(period) ?? null)
      const trend = parts.map((part) => worthOf(definition, part))
      const held = parts.map((part) => judgedWorth(definition, part))
      const judged = judgedAt(definition, asking.node.tier)
      const standing = standings(held, judged).at(-1)!
      const band = bandsOf(held, judged).at(-1)!
      const areaChanges = changedIn(periods[0]!, periodStart(definition.cadence, cell.period, asking.zone, 1))
      const shown = cellOf(cell.period, cell.part, { ...about(record, asking, cell), standing, band })
      return [record.id, { trend, areaChanges, cell: shown }]
    }),
  )
}

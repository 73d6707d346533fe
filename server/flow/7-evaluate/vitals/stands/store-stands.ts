import type { VitalRow } from '../../../../../contract/vital.ts'
import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { formulaOf } from '../rules/formula-part.ts'
import { type HeldAt, nothingHeld, reckonHeld } from '../rules/held.ts'
import { isConnected } from '../rules/is-connected.ts'
import { judgedAt } from '../rules/judged.ts'
import { periodStart } from '../rules/period.ts'
import { judgedWorth } from '../rules/sample.ts'
import { standings } from '../rules/standing.ts'
import { type Adding, addCell } from '../rules/stands/add-up.ts'
import { countVitals, type Missing, type Swinging } from '../rules/stands/count-vitals.ts'
import type { Cell } from '../rules/stands/each-cell.ts'
import { leavesOf } from '../rules/stands/leaves-of.ts'
import { boardsOf, type Tally } from '../rules/stands/tally.ts'
import { isUnknown, type Verdict, verdict, verdictTold } from '../rules/stands/verdict.ts'
import { heldOf } from '../store-source.ts'
import { rowsOf, trendPeriods } from '../store-standing.ts'
import { above, type Part, type TreeNode } from '../types.ts'
import { createSheets } from './sheets.ts'
import { pastsOf } from './store.ts'
import { createTallies } from './tallies.ts'
import type { Asked, Ground, KeptGround, KeptVital, Place, Stands } from './types.ts'

/** How vitals stand now, by area and board. */
export type ReadStands = (db: Db, asked: Asked) => Promise<Stands>

/**
 * How the vitals of an area and of those below it stand, board by board: for each the numbers a check-up made at this moment would say, from the
 * cells as they are stored. One statement where nothing is new since the last time, two where something is, one more where a value
 * stands within its hysteresis longer than is kept, those of a few rows for each area that took the place of others lately, and one where a formula was published anew, for closed periods hold it to what it was.
 * A city has 140,000 cells: they are counted track by track, and a track again only when something it hangs on is new.
 */
export function createStands(zone: string): ReadStands {
  const sheets = createSheets(zone)
  const tallies = createTallies()
  return async (db, { tree, node, below, now }) => {
    const nodes = [node, ...below]
    const places = nodes.map(({ parent, code, tier }): Place => ({ parent: parent ?? above, area: code, tier }))
    const kept = await sheets.read(db, new Map(places.map(({ parent, tier }) => [parent, tier])), now)
    const held = await heldIn(db, kept, places, { tree, zone })
    const ground: Ground = { ...kept, heldIn: held, areasOf: (...asked) => tree.countUnderAt(...asked), endOf: endsIn(zone) }
    const tracks = tallies.of(ground, { tree, places })
    const again = tracks
      .filter(({ tally }) => tally === null)
      .map((track) => ({ track, counted: countVitals(ground, track.of.vitals, { tree, nodes, places }) }))
    const open = again.flatMap(({ counted: { swinging, add } }) => swinging.map((one) => ({ ...one, add })))
    const cells = await settled(db, open, { ground, places, zone })
    for (const [i, { vital, place, add }] of open.entries()) add(vital, place, cells[i]!)
    for (const { track, counted } of again) track.keep({ boards: counted.boards, own: counted.own, joined: counted.joined })
    const stood = [...tracks.flatMap(({ tally }) => tally ?? []), ...again.map(({ counted }) => counted)]
    const past = await withPast(
      db,
      stood.flatMap(({ joined }) => joined),
      nodes,
      { tree, now, zone },
    )
    return standsOf(ground, nodes, [...stood, tallyOf(past, nodes.length)])
  }
}

/** Cells that were told one by one, as a tally. */
function tallyOf(told: readonly (Missing & { cell: Cell | null })[], places: number): Tally {
  const boards = Array.from({ length: places }, (): Adding => new Map())
  for (const { vital, place, cell } of told) addCell(boards[place]!, vital, cell)
  const own = told.filter(({ place }) => place === 0).map(({ vital, cell }) => [vital, cell?.verdict ?? null] as const)
  return { boards, own: new Map(own) }
}

function standsOf({ registry: { vitals } }: Ground, nodes: readonly TreeNode[], tallies: readonly Tally[]): Stands {
  const boards = boardsOf(tallies, nodes.length)
  const own = new Map<KeptVital, Verdict | null>()
  for (const tally of tallies) for (const [vital, found] of tally.own) own.set(vital, found)
  const stood = vitals.filter((vital) => own.has(vital))
  const isUnjudged = (vital: KeptVital): boolean => own.get(vital) === verdict.noRange
  return {
    boards: new Map(nodes.map(({ code }, n) => [code, boards[n]!])),
    outside: stood.filter((vital) => own.get(vital) === verdict.outside),
    // What is missing first: a list that ends somewhere names it before what has a number and no range.
    unknown: stood
      .filter((vital) => isUnknown(own.get(vital) ?? null))
      .toSorted((one, other) => Number(isUnjudged(one)) - Number(isUnjudged(other))),
  }
}

/** What closed periods of some places hold formulas to. Only what was published anew can be held to what it was. */
async function heldIn(
  db: Db,
  { registry: { former, vitals } }: KeptGround,
  places: readonly Place[],
  ground: { tree: Asked['tree']; zone: string },
): Promise<(area: string) => HeldAt> {
  const formulas = former.length > 0 ? vitals.filter((vital) => isConnected(vital) && formulaOf(vital.definition)) : []
  const areas = places.map(({ area }) => area)
  const ids = formulas.map(({ id }) => id)
  return (await heldOf(db, { ...ground, at: null }, areas, ids)).of
}

/** When periods are over, each reckoned once: the cells of a city end in the same few. */
function endsIn(zone: string): Ground['endOf'] {
  const known = new Map<VitalCadence, Map<number, number>>()
  return (cadence, period) => {
    const ends = known.get(cadence) ?? new Map<number, number>()
    const end = ends.get(period) ?? periodStart(cadence, period, zone, 1)
    known.set(cadence, ends.set(period, end))
    return end
  }
}

/** The periods a curve shows up to one (ms), oldest first. */
const curveOf = (cadence: VitalCadence, period: number, zone: string): number[] =>
  Array.from({ length: trendPeriods }, (_, i) => periodStart(cadence, period, zone, i + 1 - trendPeriods))

type Settling = { ground: Ground; places: readonly Place[]; zone: string }

/** What stands within its hysteresis is held to the curve a check-up looks at: outside until it came back far enough. One cell for each. */
async function settled(db: Db, swinging: readonly Swinging[], { ground, places, zone }: Settling): Promise<Cell[]> {
  const { byCode } = ground.registry
  const curves = new Map<string, readonly number[]>()
  const curveTo = ({ vital: { definition }, cell: { period } }: Swinging): readonly number[] => {
    const key = `${definition.cadence} ${period}`
    const known = curves.get(key) ?? curveOf(definition.cadence, period, zone)
    curves.set(key, known)
    return known
  }
  const asked = swinging.map((one) => {
    const periods = curveTo(one)
    const wishes = [...leavesOf([one.vital], byCode)].map((vital) => ({ ...places[one.place]!, vital, since: periods[0]! }))
    return { one, periods, wishes }
  })
  const pasts = await pastsOf(
    db,
    asked.flatMap(({ wishes }) => wishes),
  )
  let at = 0
  return asked.map(({ one: { vital, place, cell }, periods, wishes }) => {
    const known = new Map(wishes.map((wish): [number, ReadonlyMap<number, Part>] => [wish.vital, pasts.get(at++) ?? new Map()]))
    const partAt = (id: number, period: number) => known.get(id)?.get(period) ?? null
    const heldAt = ground.heldIn?.(places[place]!.area) ?? nothingHeld
    const trend = periods.map((period) => {
      const own = { period, by: vital.definition.cadence }
      return judgedWorth(vital.definition, reckonHeld(vital, own, { operands: byCode, partAt }, heldAt))
    })
    const isOut = standings(trend, judgedAt(vital.definition, places[place]!.tier)).at(-1) === 'outside'
    const settled = isOut ? verdict.outside : verdict.normal
    return { ...cell, verdict: cell.proves ? verdictTold(settled, cell.proves) : settled }
  })
}

/** What may hang on the past of the areas that became a place (区划变动) is asked of its rows, which join it: of few places, soon after they began. */
async function withPast(
  db: Db,
  asked: readonly Missing[],
  nodes: readonly TreeNode[],
  ground: Omit<Asked, 'node' | 'below'> & { zone: string },
): Promise<(Missing & { cell: Cell | null })[]> {
  const found: (Missing & { cell: Cell | null })[] = []
  for (const [place, some] of Map.groupBy(asked, (one) => one.place)) {
    const records = some.map(({ vital }) => ({ ...vital, version: 1 }))
    const { rows } = await rowsOf(db, records, 'outside', { ...ground, node: nodes[place]! })
    found.push(...some.map((one, i) => ({ ...one, cell: cellOfRow(rows[i]!) })))
  }
  return found
}

function cellOfRow({ cell, normal }: Pick<VitalRow, 'cell' | 'normal'>): Cell | null {
  if (cell === null || cell.stale) return null
  const told = { period: 0, newest: cell.newest === null ? 0 : Date.parse(cell.newest), proves: null }
  if (cell.standing !== 'unknown') return { ...told, verdict: verdict[cell.standing] }
  if (cell.value === null) return { ...told, verdict: verdict.nothing }
  if (normal === null) return { ...told, verdict: verdict.noRange }
  return { ...told, verdict: cell.leastSample === undefined ? verdict.few : verdict.small }
}

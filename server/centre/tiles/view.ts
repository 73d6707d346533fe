import { isDrill } from '../../../contract/exercise-mark.ts'
import { withoutOwn } from '../../../contract/own-place.ts'
import type { MapAreas, MapView } from '../../../contract/tile.ts'
import type { Db } from '../../kernel/spine.ts'
import { narrowed } from '../desk/store-sight.ts'
import type { Box } from '../map/store.ts'
import { type Part, readParts } from '../risk/store.ts'
import { levelOfGrade } from './rules/draw.ts'
import { noCounts } from './rules/gather.ts'
import { type Driving, readDriving } from './store-driving.ts'
import { readSums, type Sum } from './store-sums.ts'
import { type CaseRow, readCases } from './store-things.ts'
import { boxCut, readCalmRows, readDistrictOf, readLitRows, type ViewRow } from './store-view.ts'
import type { Asked, Counts, Level } from './types.ts'

/** The list beside the map: more would not be read, the legend and the zoom make it fewer. */
const rowsAtMost = 200

type View = Pick<MapView, 'counts' | 'alarms' | 'rows' | 'left'> & { kinds: { kind: string; n: number }[] }

const added = (to: Counts, some: Counts): void => {
  for (const [level, n] of some.entries()) to[level as Level] += n
}
const among = (counts: Counts, levels: readonly number[]): number =>
  levels.reduce((sum, level) => sum + (counts[level as Level] ?? 0), 0)

/** Objects of a box: how many of which level and kind, and the gravest. */
export async function viewObjects(db: Db, asked: Asked, { box, levels }: { box: Box; levels: readonly number[] }): Promise<View> {
  const sums = await readSums(db, { ...asked, kinds: null }, boxCut(box))
  const vehicles = await readDriving(db, { ...asked, kinds: null }, box)
  for (const one of vehicles) addVehicle(sums, one)
  const [counts, alarms] = [noCounts(), noCounts()]
  for (const sum of sums.values())
    if (asked.kinds === null || asked.kinds.includes(sum.key)) {
      added(counts, sum.counts)
      added(alarms, sum.lit)
    }
  const wish = { box, levels, limit: rowsAtMost }
  const lit = await readLitRows(db, asked, wish)
  const known = new Set(lit.map(({ id }) => id))
  // An object with an alarm may stand among the calm by its risk: so many more are read as could be taken out again.
  const calm = await readCalmRows(db, asked, { ...wish, limit: rowsAtMost + lit.length })
  const driving = vehicles.filter(({ kind, level }) => levels.includes(level) && (asked.kinds?.includes(kind) ?? true))
  const rows = [...lit, ...calm.filter(({ id }) => !known.has(id)), ...driving].toSorted(worse).slice(0, rowsAtMost)
  return {
    counts,
    alarms,
    kinds: [...sums.values()]
      .map(({ key, n }) => ({ kind: key, n }))
      .toSorted((a, b) => b.n - a.n || a.kind.localeCompare(b.kind)),
    rows: rows.map((row) => ({ placedAt: null, stale: false, ...row, state: null, openedAt: null })),
    left: Math.max(0, among(counts, levels) - rows.length),
  }
}

/** A vehicle among the sums by kind. */
function addVehicle(sums: Map<string, Sum>, { kind, level, severity, lon, lat }: Driving): void {
  const sum = sums.get(kind) ?? { key: kind, n: 0, counts: noCounts(), alarms: 0, lit: noCounts(), lon, lat, first: '' }
  sums.set(kind, sum)
  sum.n += 1
  sum.counts[level] += 1
  if (severity) sum.alarms += 1
  if (severity) sum.lit[level] += 1
}

/** By level as the marks of the map are, what nobody rated last; of one level those with an alarm first, then by id. */
type Ranked = Pick<ViewRow, 'id' | 'level' | 'severity'>
const worse = (a: Ranked, b: Ranked): number =>
  (a.level || 9) - (b.level || 9) || Number(a.severity === null) - Number(b.severity === null) || (a.id < b.id ? -1 : 1)

const graver = (a: CaseRow, b: CaseRow): number =>
  (levelOfGrade(a.grade) || 9) - (levelOfGrade(b.grade) || 9) || b.openedAt.getTime() - a.openedAt.getTime()

/** Open cases of a box, the gravest first, then the newest. */
export async function viewCases(db: Db, asked: Asked, { box, levels }: { box: Box; levels: readonly number[] }): Promise<View> {
  const cases = await readCases(db, asked, box)
  const counts = countCases(cases)
  const rows = cases.filter(({ grade }) => levels.includes(levelOfGrade(grade))).toSorted(graver)
  const shown = rows.slice(0, rowsAtMost)
  return {
    counts,
    alarms: noCounts(),
    kinds: [],
    rows: shown.map(({ id, name, grade, state, openedAt, area, lon, lat }) => ({
      ...{ id, name, kind: null, area, level: levelOfGrade(grade), severity: null, lon, lat },
      ...{ placedAt: null, stale: false },
      state: asked.at === null ? state : null,
      openedAt: openedAt.toISOString(),
    })),
    left: rows.length - shown.length,
  }
}

/** A drill stands on the map, marked, and in no number. */
const counted = ({ name }: CaseRow): boolean => !isDrill(name)

function countCases(cases: readonly CaseRow[]): Counts {
  const counts = noCounts()
  for (const { grade } of cases.filter(counted)) counts[levelOfGrade(grade)] += 1
  return counts
}

/** The parts of what is wished for with what stands or is open in each. */
export async function viewAreas(db: Db, asked: Asked, show: 'objects' | 'events'): Promise<MapAreas['rows']> {
  const parts = await readParts(db, { caller: asked.caller, wanted: asked.wanted, kinds: [] })
  const counts = show === 'objects' ? await sumsOf(db, asked, parts) : await casesOf(db, asked, parts)
  return parts.map(({ code, name, path }, i) => {
    const its = counts[i]!
    return { code, name, path, n: its.reduce((sum, n) => sum + n, 0), counts: its }
  })
}

/** Which part an area (a town's code or a whole path) belongs to. */
type PartOf = (path: string) => number

async function partsBy(db: Db, asked: Asked, parts: readonly Part[]): Promise<{ depth: number | null; of: PartOf }> {
  const prefixes = withoutOwn(narrowed(asked.caller.scope, asked.wanted))
  const depth = (prefixes[0] ?? '').split('/').filter(Boolean).length
  const places = new Map(parts.map(({ code }, i) => [code, i]))
  if (prefixes.length > 1)
    return { depth: null, of: (path) => parts.findIndex((part) => part.path !== null && path.startsWith(part.path)) }
  if (depth !== 1) return { depth: depth + 1, of: (path) => places.get(path.split('/')[depth] ?? '') ?? -1 }
  const districtOf = await readDistrictOf(db)
  return { depth: 3, of: (path) => places.get(districtOf.get(path.split('/')[2] ?? '') ?? '') ?? -1 }
}

async function sumsOf(db: Db, asked: Asked, parts: readonly Part[]): Promise<Counts[]> {
  const { depth, of } = await partsBy(db, asked, parts)
  const key = depth === null ? 'o.area' : depth === 3 ? 'o.town' : `split_part(o.area, '/', ${depth})`
  const sums = await readSums(db, asked, { key, where: () => 'true', byPlace: false, placed: false })
  const counts = parts.map(noCounts)
  for (const sum of sums.values()) {
    const path = depth === null ? sum.key : `${'/'.repeat(depth - 1)}${sum.key}`
    const its = counts[of(path)]
    if (its) added(its, sum.counts)
  }
  return counts
}

async function casesOf(db: Db, asked: Asked, parts: readonly Part[]): Promise<Counts[]> {
  const { of } = await partsBy(db, asked, parts)
  const counts = parts.map(noCounts)
  for (const { area, grade } of (await readCases(db, asked, null)).filter(counted)) {
    const its = counts[of(area)]
    if (its) its[levelOfGrade(grade)] += 1
  }
  return counts
}

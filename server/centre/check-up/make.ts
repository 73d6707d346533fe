import type { CheckUpBoard, CheckUpBody } from '../../../contract/check-up.ts'
import type { VitalRow } from '../../../contract/vital.ts'
import { shownDecimals } from '../../../contract/vital-digits.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { areaMoments } from '../../flow/7-evaluate/vitals/rules/area-words.ts'
import { areasUnder } from '../../flow/7-evaluate/vitals/rules/areas-under.ts'
import type { ReadStands } from '../../flow/7-evaluate/vitals/stands/store-stands.ts'
import type { KeptVital } from '../../flow/7-evaluate/vitals/stands/types.ts'
import { vitalsByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { isUnjudged, rowsOf, standsAs } from '../../flow/7-evaluate/vitals/store-standing.ts'
import type { TreeNode, TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import { modelsOf } from '../../flow/8-risk/rules/models-of.ts'
import { whyWords } from '../../flow/8-risk/rules/why-words.ts'
import type { KindModel } from '../../flow/8-risk/types.ts'
import type { Db } from '../../kernel/spine.ts'
import { type Places, placesOf } from './places.ts'
import { changesBetween } from './rules/changes.ts'
import { firstKinds, mannedAt } from './rules/manned.ts'
import {
  becomeOfEvents,
  becomeOfObjects,
  countEvents,
  countLevels,
  graveEvents,
  postsOver,
  repeatPoints,
  riskyObjects,
  shownNames,
} from './store-counts.ts'

/** `before`: the check-up before of the same area, and when it was made; null: it is the first. */
export type Checking = {
  packs: Packs
  tree: TreeRead
  stands: ReadStands
  node: TreeNode
  now: Date
  zone: string
  before: { body: CheckUpBody; at: Date } | null
}
type Sheet = ReadonlyMap<string, CheckUpBoard>
type Desk = Checking & { places: Places; sheet: Sheet; models: ReadonlyMap<string, KindModel> }
type Lists = Omit<CheckUpBody, 'changes'>

/** The check-up of an area as it stands now: as many statements however many things there are. */
export async function makeCheckUp(db: Db, checking: Checking): Promise<CheckUpBody> {
  const packs = checking.packs.all()
  const places = placesOf(packs, checking.node.tier)
  const sheet: Sheet = new Map(places.boards.map((board) => [board, emptyBoard(board)]))
  const desk: Desk = { ...checking, places, sheet, models: modelsOf(packs) }
  const vitals = await vitalsOf(db, desk)
  const [events, repeats, objects] = [await eventsOf(db, desk), await repeatsOf(db, desk), await objectsOf(db, desk)]
  const { unmanned } = await plansOf(db, desk)
  const lists: Lists = {
    boards: [...sheet.values()],
    ...{ outside: vitals.outside, unknown: vitals.unknown },
    ...{ grave: events, repeated: repeats.slice(0, shownNames), ...objects, unmanned },
    of: {
      ...{ ...vitals.of, repeated: repeats.length },
      grave: sum(sheet, ({ events: { byGrade } }) => (byGrade.extraordinary ?? 0) + (byGrade.major ?? 0)),
      risky: sum(sheet, ({ risks }) => risks.red + risks.orange),
    },
  }
  return {
    ...lists,
    changes: checking.before ? await changesSince(db, { ...checking, before: checking.before }, lists, vitals.rows) : [],
  }
}

const sum = (sheet: Sheet, of: (board: CheckUpBoard) => number): number =>
  [...sheet.values()].reduce((total, board) => total + of(board), 0)

const emptyBoard = (board: string): CheckUpBoard => ({
  board,
  vitals: { normal: 0, outside: 0, unknown: 0, unjudged: 0, unconnected: 0 },
  events: { open: 0, byGrade: {}, overdue: 0, parked: 0 },
  repeats: 0,
  risks: noRisks(),
  plans: { n: 0, of: 0 },
  manned: { n: 0, of: 0 },
})
const noRisks = () => ({ red: 0, orange: 0, yellow: 0, blue: 0, green: 0, unrated: 0 })

type Vitals = Pick<CheckUpBody, 'outside' | 'unknown'> & { of: { outside: number; unknown: number }; rows: readonly VitalRow[] }

/**
 * Every vital of the area, counted by its board as the wall counts them; those named here are looked at one by one, and those the one before
 * named: what became of them is told.
 */
async function vitalsOf(db: Db, { places, sheet, tree, stands, node, now, zone, before }: Desk): Promise<Vitals> {
  const stood = await stands(db, { tree, node, below: [], now: now.getTime() })
  for (const [board, { normal, outside, unknown, unconnected, because }] of stood.boards.get(node.code)!) {
    const { vitals } = sheet.get(places.ofVital(board))!
    vitals.normal += normal
    vitals.outside += outside
    vitals.unknown += unknown
    vitals.unjudged = (vitals.unjudged ?? 0) + because['no-range']
    vitals.unconnected += unconnected
  }
  const [outside, unknown] = [codesOf(stood.outside), codesOf(stood.unknown)]
  const was = before ? [...before.body.outside, ...before.body.unknown] : []
  const named = [...outside, ...unknown, ...was.map(({ id }) => id)]
  const records = [...(await vitalsByCode(db, [...new Set(named)])).values()]
  const { rows } = await rowsOf(db, records, 'outside', { tree, node, now: now.getTime(), zone })
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const rowsNamed = (codes: readonly string[]) => codes.flatMap((code) => byCode.get(code) ?? [])
  return {
    outside: rowsNamed(outside).flatMap((row) => outsideLine(places, row)),
    unknown: rowsNamed(unknown).map((row) => ({
      ...lineHead(places, row),
      period: row.cell?.period ?? null,
      because: becauseOf(row),
    })),
    ...{ of: { outside: stood.outside.length, unknown: stood.unknown.length }, rows },
  }
}

const codesOf = (vitals: readonly KeptVital[]): string[] => vitals.slice(0, shownNames).map(({ code }) => code)

const lineHead = (places: Places, { code, board, name, trackName }: VitalRow) => ({
  ...{ id: code, board: places.ofVital(board), name, trackName },
})

/** Nothing, if its value was withdrawn between two statements. */
function outsideLine(places: Places, row: VitalRow): CheckUpBody['outside'] {
  const { cell, unit, normal } = row
  if (cell?.value == null) return []
  const { least = null, most = null } = normal ?? {}
  const { value, period, band } = cell
  return [{ ...lineHead(places, row), unit, value, decimals: shownDecimals(row), least, most, period, band }]
}

function becauseOf(row: VitalRow): CheckUpBody['unknown'][number]['because'] {
  if (row.cell === null) return 'never'
  if (row.cell.stale) return 'late'
  if (row.cell.value === null) return 'nothing-due'
  if (isUnjudged(row)) return 'no-range'
  return row.cell.leastSample === undefined ? 'few' : 'small'
}

async function eventsOf(db: Db, { places, sheet, node, now }: Desk): Promise<CheckUpBody['grave']> {
  for (const { type, grade, n, overdue, parked } of await countEvents(db, node.paths, now)) {
    const { events } = sheet.get(places.ofType(type))!
    events.open += n
    events.byGrade[grade] = (events.byGrade[grade] ?? 0) + n
    events.overdue += overdue
    events.parked += parked
  }
  const grave = await graveEvents(db, node.paths)
  return grave.map(({ type, openedAt, ...line }) => ({
    ...{ ...line, board: places.ofType(type), openedAt: openedAt.toISOString() },
  }))
}

async function repeatsOf(db: Db, { places, sheet, node, now }: Desk): Promise<CheckUpBody['repeated']> {
  const found = await repeatPoints(db, node.paths, now)
  return found.map(({ pack, ...line }) => {
    const board = places.ofPack(pack)
    sheet.get(board)!.repeats += 1
    return { ...line, board }
  })
}

async function objectsOf(
  db: Db,
  { packs, places, sheet, models, node, now }: Desk,
): Promise<Pick<CheckUpBody, 'kinds' | 'risky'>> {
  const kinds = objectKindsOf(packs.all())
    .filter(({ kind }) => models.has(kind))
    .map(({ kind, name }) => ({ kind, board: places.ofKind(kind), name, risks: noRisks() }))
  for (const { kind, level, n } of await countLevels(db, node.paths, [...models.keys()])) {
    sheet.get(places.ofKind(kind))!.risks[level ?? 'unrated'] += n
    kinds.find((one) => one.kind === kind)!.risks[level ?? 'unrated'] += n
  }
  const risky = await riskyObjects(db, node.paths, [...models.keys()])
  return {
    kinds,
    risky: risky.map((row) => {
      const { object: id, kind, name, level, since } = row
      const why = whyWords(row, models.get(kind)!.model, now)
      return { id, board: places.ofKind(kind), name, level, since: since.toISOString(), why }
    }),
  }
}

/** So many areas are named of a plan that finds nobody there; all are counted. */
const namedAreas = 30

/** Event types by where the first rung of their plan finds somebody: a plan is manned when it is in every area that needs it. */
async function plansOf(db: Db, { packs, places, sheet, tree, node, now }: Desk): Promise<Pick<CheckUpBody, 'unmanned'>> {
  const types = packs.all().flatMap((pack) => pack.types)
  const kinds = firstKinds(types.map(({ plan }) => plan))
  const mannedOf = mannedAt(
    { node, under: (tier) => areasUnder(tree, node, tier) },
    await postsOver(db, { areas: node.paths, kinds, now }),
  )
  const unmanned: CheckUpBody['unmanned'] = []
  for (const { id, name, plan } of types) {
    const board = places.ofType(id)
    const { plans, manned } = sheet.get(board)!
    const { of, nobody } = mannedOf(plan)
    plans.of += 1
    manned!.of += of
    manned!.n += of - nobody.length
    if (nobody.length === 0) plans.n += 1
    else {
      const where = nobody.slice(0, namedAreas).map((one) => one.name)
      unmanned.push({ id, board, name, manned: { n: of - nobody.length, of }, where })
    }
  }
  return { unmanned }
}

async function changesSince(
  db: Db,
  { before: { body: before, at }, tree, node, now }: Checking & { before: NonNullable<Checking['before']> },
  after: Lists,
  rows: readonly VitalRow[],
): Promise<CheckUpBody['changes']> {
  const ids = (list: 'grave' | 'risky') => before[list].map(({ id }) => id)
  const moments = areaMoments(tree, node.code, at.getTime(), now.getTime() + 1)
  return changesBetween(before, after, {
    areas: moments.map(({ at, words }) => ({ at: new Date(at).toISOString(), words })),
    vitals: new Map(
      rows.map((row) => [
        row.code,
        { standing: standsAs(row), value: row.cell?.value ?? null, unit: row.unit, decimals: shownDecimals(row) },
      ]),
    ),
    events: await becomeOfEvents(db, ids('grave')),
    risks: await becomeOfObjects(db, ids('risky')),
  })
}

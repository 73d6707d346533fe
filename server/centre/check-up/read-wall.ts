import { boardWords } from '../../../contract/check-up-kinds.ts'
import type { CheckUpWall } from '../../../contract/check-up-wall.ts'
import { grades } from '../../../contract/scales.ts'
import type { VitalRow } from '../../../contract/vital.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { ReadStands } from '../../flow/7-evaluate/vitals/stands/store-stands.ts'
import type { KeptVital, Stands } from '../../flow/7-evaluate/vitals/stands/types.ts'
import { vitalsByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { rowsOf } from '../../flow/7-evaluate/vitals/store-standing.ts'
import type { TreeNode, TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import { ratedKindsOf } from '../../flow/8-risk/rules/models-of.ts'
import { settled } from '../../kernel/settled.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { type Places, placesOf } from './places.ts'
import { callFirst, namedOf } from './rules/named.ts'
import { cellOf, type Graves, gatherStands } from './rules/stand.ts'
import { riskyObjects, shownNames } from './store-counts.ts'
import { countReds, type GraveGroup, readGraves } from './store-wall.ts'
import { withWho } from './store-who.ts'

export type Looking = { packs: Packs; tree: TreeRead; node: TreeNode; now: Date; stands: ReadStands; zone: string }
type Board = Looking & { places: Places }
type Desk = Board & { stood: Stands; graves: readonly GraveGroup[] }
type Found = Board & { stood: Stands | null; graves: readonly GraveGroup[] | null; risky: Reds | null }
/** Red objects by name, and how many there are. */
type Reds = { named: Risky[]; n: number }
type Row = NonNullable<CheckUpWall['rows']>[number]
type Thing = NonNullable<CheckUpWall['things']>[number]

/** So many are named: more than fit a wall, of each kind some. */
export const mostThings = 24

/**
 * C4 of an area: its own boards and those of the areas below as they stand now, and what is abnormal in it with who answers for it. Eight statements
 * whatever it holds, nine where values are new, some more where one swings within its hysteresis, one where more objects are red than are listed.
 */
export async function readCheckUpWall(db: Spine, looking: Looking): Promise<CheckUpWall> {
  const { packs, tree, node, now, stands } = looking
  // The boards of its own check-up: a town's four, of all above the eight, also where its towns stand beside each other.
  const places = placesOf(packs.all(), node.tier)
  const below = node.tier === 'town' ? [] : node.children.flatMap((code) => tree.node(code) ?? [])
  const part = <T>(name: string, read: () => Promise<T>) => settled(db.log, `check-up.${name}`, read)
  const [stood, graves, risky] = await Promise.all([
    part('stands', () => stands(db, { tree, node, below, now: now.getTime() })),
    part('graves', () => readGraves(db, node.paths, mostThings)),
    part('risky', () => redObjects(db, looking)),
  ])
  const board: Board = { ...looking, places }
  // A matrix without events, or without vitals, would show as normal what is not.
  const rows = stood && graves && [node, ...below].map((one) => rowOf({ ...board, stood, graves }, one))
  const told = rows?.slice(1).flatMap((row) => row.told ?? []) ?? []
  const { code, name, tier } = node
  return {
    at: now.toISOString(),
    area: { code, name, tier, path: pathOf(node) },
    boards: places.boards.map((id) => ({ id, name: boardWords(id) })),
    rows,
    coverage: rows && { n: told.length, of: below.length, oldest: told.toSorted()[0] ?? null },
    ...(await thingsOf(db, { ...board, stood, graves, risky })),
  }
}

/** What is abnormal in the area itself, with whom to ask and the numbers of vitals; of what could not be read only that it is missing. */
async function thingsOf(db: Spine, found: Found): Promise<Pick<CheckUpWall, 'things' | 'counts' | 'unread'>> {
  const { stood, graves, risky, now } = found
  const part = <T>(name: string, read: () => Promise<T>) => settled(db.log, `check-up.${name}`, read)
  const unread = [
    ...(graves ? [] : ['event' as const]),
    ...(stood ? [] : ['vital' as const]),
    ...(risky ? [] : ['object' as const]),
  ]
  const counts = {
    event: graves?.reduce((sum, { n }) => sum + n, 0) ?? null,
    vital: stood?.outside.length ?? null,
    object: risky?.n ?? null,
  }
  if (unread.length === 3) return { things: null, counts, unread }
  const outside = stood?.outside ?? []
  const events = graveThings(found, graves ?? [])
  const reds = (risky?.named ?? []).map((red) => objectThing(found, red))
  const named = namedOf({ event: events.length, vital: outside.length, object: reds.length }, mostThings)
  const things = [
    ...events.slice(0, named.event),
    ...outside.slice(0, named.vital).map((vital) => vitalThing(found, vital)),
    ...reds.slice(0, named.object),
  ]
  const known = await part('who', () => withWho(db, things, { outside, now }))
  const ordered = callFirst(known ?? things)
  const numbered = await part('numbers', () => withNumbers(db, ordered, found))
  return {
    things: numbered ?? ordered,
    counts,
    unread: [...unread, ...(known ? [] : ['who' as const]), ...(numbered ? [] : ['number' as const])],
  }
}

/** The objects of the worst level by name, and how many there are: counted apart only where the list of names is full of them. */
async function redObjects(db: Spine, { packs, node }: Looking): Promise<Reds> {
  const kinds = ratedKindsOf(packs.all())
  const named = (await riskyObjects(db, node.paths, kinds)).filter(({ level }) => level === 'red')
  return { named, n: named.length < shownNames ? named.length : await countReds(db, node.paths, kinds) }
}

/** A zone is several towns: it has no path of its own. */
const pathOf = ({ paths }: TreeNode): string | null => (paths.length === 1 ? paths[0]! : null)

function rowOf(desk: Desk, one: TreeNode): Row {
  const { places, stood } = desk
  const own = [...(stood.boards.get(one.code) ?? [])]
  const graves = gravesIn(desk, one)
  const cells = places.boards.map((board) => {
    const gathered = own.flatMap(([id, stand]) => (places.ofVital(id) === board ? [stand] : []))
    return cellOf(board, gatherStands(gathered), graves.get(board) ?? {})
  })
  const told = cells.flatMap((cell) => cell.told ?? []).toSorted()
  return { code: one.code, path: pathOf(one), name: one.name, told: told.at(-1) ?? null, cells }
}

/** Open grave events of an area by board. */
function gravesIn({ graves, node, tree, places, now }: Desk, one: TreeNode): Map<string, Graves> {
  const found = new Map<string, Graves>()
  for (const { district, town, type, grade, n } of graves) {
    const own = one.code === node.code
    const home = town ? tree.parentOf(town, now.getTime()) : district
    if (!own && one.code !== town && one.code !== home) continue
    const board = places.ofType(type)
    const counts = found.get(board) ?? {}
    counts[grade] = (counts[grade] ?? 0) + n
    found.set(board, counts)
  }
  return found
}

const plain = (zh: string) => ({ zh, en: zh })

/** Open grave events by name: the gravest before the newest. */
function graveThings({ places }: Board, graves: readonly GraveGroup[]): Thing[] {
  const named = graves.flatMap(({ type, grade, newest }) => newest.map((one) => ({ ...one, type, grade, at: new Date(one.at) })))
  return named
    .toSorted((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade) || b.at.getTime() - a.at.getTime())
    .map(({ id, type, title, grade, at }) => ({
      ...{
        kind: 'event',
        id,
        board: places.ofType(type),
        name: plain(title),
        grade,
        since: at.toISOString(),
        who: null,
        vital: null,
      },
    }))
}

const vitalThing = ({ places }: Board, { code, definition: { board, name } }: KeptVital): Thing => ({
  ...{ kind: 'vital', id: code, board: places.ofVital(board), name, grade: null, since: null, who: null, vital: null },
})

type Risky = Awaited<ReturnType<typeof riskyObjects>>[number]
const objectThing = ({ places }: Board, { object: id, kind, name, since }: Risky): Thing => ({
  ...{
    kind: 'object',
    id,
    board: places.ofKind(kind),
    name: plain(name),
    grade: null,
    since: since.toISOString(),
    who: null,
    vital: null,
  },
})

/** Puts beside each vital its value, range and period, as its list has them. */
export async function withNumbers<T extends { kind: string; id: string; vital: VitalRow | null }>(
  db: Db,
  things: readonly T[],
  { tree, node, now, zone }: Looking,
): Promise<T[]> {
  const codes = things.flatMap(({ kind, id }) => (kind === 'vital' ? [id] : []))
  if (codes.length === 0) return [...things]
  const records = [...(await vitalsByCode(db, codes)).values()]
  const { rows } = await rowsOf(db, records, 'outside', { tree, node, now: now.getTime(), zone })
  const byCode = new Map(rows.map((row) => [row.code, row]))
  return things.map((thing) => (thing.kind === 'vital' ? { ...thing, vital: byCode.get(thing.id) ?? null } : thing))
}

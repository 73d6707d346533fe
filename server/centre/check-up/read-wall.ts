import { boardWords } from '../../../contract/check-up-kinds.ts'
import type { CheckUpWall } from '../../../contract/check-up-wall.ts'
import { grades } from '../../../contract/scales.ts'
import { maskBy } from '../../city/mask.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { TreeNode, TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import { modelsOf } from '../../flow/8-risk/rules/models-of.ts'
import type { Db } from '../../kernel/spine.ts'
import { type Places, placesOf } from './places.ts'
import { cellOf, type Graves, isStale } from './rules/stand.ts'
import type { CheckUpHead } from './store.ts'
import { graveEvents, riskyObjects } from './store-counts.ts'
import {
  type Answerable,
  answerForEvents,
  answerForObjects,
  answerForVitals,
  countGraves,
  type GraveCount,
  newestHeads,
  newestOutside,
} from './store-wall.ts'

type Looking = { packs: Packs; tree: TreeRead; node: TreeNode; now: Date }
type Desk = Looking & { places: Places; heads: ReadonlyMap<string, CheckUpHead>; graves: readonly GraveCount[] }
type Thing = CheckUpWall['things'][number]

/** So many named things fit a wall. */
const mostThings = 24

/** C4 of an area: its own boards and those of the areas below, and what is abnormal in it with who answers for it. Eight statements whatever it holds. */
export async function readCheckUpWall(db: Db, looking: Looking): Promise<CheckUpWall> {
  const { packs, tree, node, now } = looking
  // Towns have four boards of their own: seen from a district the eight stand gathered in them.
  const places = placesOf(packs.all(), node.tier === 'city' ? 'city' : 'town')
  const below = node.tier === 'town' ? [] : node.children.flatMap((code) => tree.node(code) ?? [])
  const [heads, graves, things] = await Promise.all([
    newestHeads(
      db,
      [node, ...below].map(({ code }) => code),
    ),
    countGraves(db, node.paths),
    thingsOf(db, looking, places),
  ])
  const desk: Desk = { ...looking, places, graves, heads: new Map(heads.map((head) => [head.area, head])) }
  const rows = [node, ...below].map((one) => rowOf(desk, one))
  const fresh = rows.slice(1).flatMap(({ made, stale }) => (made && !stale ? [made.at] : []))
  const { code, name, tier } = node
  return {
    at: now.toISOString(),
    area: { code, name, tier, path: pathOf(node) },
    boards: places.boards.map((id) => ({ id, name: boardWords(id) })),
    rows,
    coverage: { n: fresh.length, of: below.length, oldest: fresh.toSorted()[0] ?? null },
    things,
  }
}

/** A zone is several towns: it has no path of its own. */
const pathOf = ({ paths }: TreeNode): string | null => (paths.length === 1 ? paths[0]! : null)

function rowOf(desk: Desk, one: TreeNode): CheckUpWall['rows'][number] {
  const { places, heads, now } = desk
  const head = heads.get(one.code)
  const stale = head !== undefined && isStale(head.at, now)
  const vitals = new Map((stale ? [] : (head?.boards ?? [])).map((board) => [board.board, board.vitals]))
  const graves = gravesIn(desk, one)
  return {
    ...{ code: one.code, path: pathOf(one), name: one.name, stale },
    made: head ? { id: head.id, no: head.no, at: head.at.toISOString() } : null,
    cells: places.boards.map((board) => cellOf(board, folded(vitals, places, board), graves.get(board) ?? {})),
  }
}

type Vitals = CheckUpHead['boards'][number]['vitals']
/** What a check-up says of a board, or of the boards that are gathered in it; null: nothing. */
function folded(vitals: ReadonlyMap<string, Vitals>, places: Places, board: string): Vitals | null {
  const parts = [...vitals].filter(([id]) => places.ofVital(id) === board).map(([, one]) => one)
  if (parts.length === 0) return null
  const sum = (key: keyof Vitals) => parts.reduce((total, part) => total + part[key], 0)
  return { normal: sum('normal'), outside: sum('outside'), unknown: sum('unknown'), unconnected: sum('unconnected') }
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

/** What is abnormal in the area by name: open grave events, objects of the worst level, vitals outside by the newest check-up. */
async function thingsOf(db: Db, { packs, node, now }: Looking, places: Places): Promise<Thing[]> {
  const models = modelsOf(packs.all())
  const [events, risky, outside] = await Promise.all([
    graveEvents(db, node.paths),
    riskyObjects(db, node.paths, [...models.keys()]),
    newestOutside(db, node.code),
  ])
  const plain = (zh: string) => ({ zh, en: zh })
  const worst = events.toSorted((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade))
  const reds = risky.filter(({ level }) => level === 'red')
  const things: Thing[] = [
    ...worst.map(
      ({ id, type, title, grade, openedAt }): Thing => ({
        ...{ kind: 'event', id, board: places.ofType(type), name: plain(title), grade, since: openedAt.toISOString(), who: null },
      }),
    ),
    ...outside.map(({ id, board, name }): Thing => ({ kind: 'vital', id, board, name, grade: null, since: null, who: null })),
    ...reds.map(
      ({ object: id, kind, name, since }): Thing => ({
        ...{
          kind: 'object',
          id,
          board: places.ofKind(kind),
          name: plain(name),
          grade: null,
          since: since.toISOString(),
          who: null,
        },
      }),
    ),
  ].slice(0, mostThings)
  return withWho(db, things, now)
}

async function withWho(db: Db, things: Thing[], now: Date): Promise<Thing[]> {
  const ids = (kind: Thing['kind']) => things.filter((thing) => thing.kind === kind).map(({ id }) => id)
  const found = await Promise.all([
    answerForEvents(db, ids('event'), now),
    answerForVitals(db, ids('vital'), now),
    answerForObjects(db, ids('object'), now),
  ])
  const [events, vitals, objects] = found.map((rows) => new Map(rows.map((row) => [row.id, row])))
  const of = { event: events!, vital: vitals!, object: objects! }
  return things.map((thing) => ({ ...thing, who: whoOf(of[thing.kind].get(thing.id)) }))
}

const whoOf = (row: Answerable | undefined): Thing['who'] =>
  row ? { unitName: row.unit_name, postName: row.post_name, name: row.name, phone: maskBy('phone', row.phone) } : null

import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { isNoted } from '../is-noted.ts'
import { worthOf } from '../rules/combine.ts'
import { judgedAt } from '../rules/judged.ts'
import { listOf, partsIn } from '../rules/pack-parts.ts'
import { provenBy, provesBits } from '../rules/proven.ts'
import { dueBy } from '../rules/stands/due-by.ts'
import { keepRegistry, sinceOf } from '../rules/stands/keep-registry.ts'
import { verdictOf } from '../rules/stands/verdict.ts'
import * as store from './store.ts'
import type { Children, KeptGround, KeptRegistry, Line, Sheet } from './types.ts'

/** Sheets of so many parents stay in memory: of a city its own, those of its districts, and some to spare. */
const parentsAtMost = 64

/** What is kept in memory: sheets as they are after a round of the roll-up, with the registry their verdicts were made by. Nothing in it is ever changed. */
type Kept = { registry: KeptRegistry; round: number; sheets: ReadonlyMap<string, Sheet> }
/** `alike`: lists of codes, each once. `tiers`: of the children of each parent that was ever asked for; it never changes. */
type Memory = { kept: Kept | null; alike: Map<string, Children>; tiers: Map<string, VitalTier> }
/** The sheets of some parents as they stand at a moment (ms); of each the tier of its children. */
export type Sheets = { read(db: Db, parents: ReadonlyMap<string, VitalTier>, now: number): Promise<KeptGround> }

/**
 * What the newest cells say, kept in memory. Each reading asks which rows the roll-up changed since the last one and reads these: it is what is
 * stored, whoever rolled it up, at the price of what changed. What is too old to count is not read.
 */
export function createSheets(zone: string): Sheets {
  const memory: Memory = { kept: null, alike: new Map(), tiers: new Map() }
  return {
    async read(db, asked, now) {
      for (const [parent, tier] of asked) memory.tiers.set(parent, tier)
      const parents = [...asked.keys()]
      const due = dueBy(now, zone)
      for (let registry = memory.kept?.registry ?? (await readRegistry(db)); ; registry = await readRegistry(db)) {
        const sheets = await freshened(db, memory, parents, { registry, since: sinceOf(registry, due, zone) })
        if (sheets) return { registry, sheets, due: ({ definition }) => due(definition) }
      }
    },
  }
}

async function readRegistry(db: Db): Promise<KeptRegistry> {
  const { mark, vitals } = await store.readRegistry(db)
  return keepRegistry(mark, vitals, await store.formerFormulas(db))
}

type Held = { registry: KeptRegistry; since: ReadonlyMap<number, number> }

/** The sheets of some parents as they are stored now; null: the registry is another one by now. */
async function freshened(
  db: Db,
  memory: Memory,
  parents: readonly string[],
  { registry, since }: Held,
): Promise<ReadonlyMap<string, Sheet> | null> {
  // Verdicts of another registry are of other definitions.
  const known = memory.kept?.registry === registry ? memory.kept : null
  const { mark, round, keys } = await store.newsOf(db, [...(known?.sheets.keys() ?? [])], known?.round ?? null)
  if (mark !== registry.mark) return null
  const held = keys && known ? known.sheets : new Map<string, Sheet>()
  const unread = parents.filter((parent) => !held.has(parent) || !isNoted(parent))
  const changed = (keys ?? []).filter(
    (key) =>
      isWanted(key, since) ||
      held
        .get(key.parent)
        ?.get(key.vital)
        ?.some(({ period }) => period === key.period),
  )
  const line = (row: store.LineRow) => ({ ...row, line: toLine(row, registry, memory) })
  const read = (await store.linesSince(db, unread, since)).map(line)
  const again = (await store.linesOf(db, changed)).map(line)
  const sheets = new Map([...changedSheets(held, keys ?? [], again, since), ...newSheets(unread, read)])
  memory.kept = { registry, round, sheets: withinRoom(sheets, parents) }
  return sheets
}

const isWanted = ({ vital, period }: store.Key, since: ReadonlyMap<number, number>): boolean =>
  period >= (since.get(vital) ?? Number.POSITIVE_INFINITY)

/** Those asked for now, and of the others the last ones as far as there is room. */
function withinRoom(sheets: ReadonlyMap<string, Sheet>, asked: readonly string[]): Map<string, Sheet> {
  const others = [...sheets].filter(([parent]) => !asked.includes(parent))
  const room = Math.max(0, parentsAtMost - asked.length)
  return new Map([
    ...others.slice(Math.max(0, others.length - room)),
    ...asked.map((parent) => [parent, sheets.get(parent)!] as const),
  ])
}

function toLine(row: store.LineRow, { byId, leaves }: KeptRegistry, { alike, tiers }: Memory): Line {
  const parts = listOf(partsIn(row.parts))
  const { definition } = byId.get(row.vital)!
  const judged = judgedAt(definition, tiers.get(row.parent)!)
  return {
    ...{ period: row.period, children: childrenOf(row.children, alike) },
    verdicts: Uint8Array.from(parts, (part) => verdictOf(definition, part, judged)),
    newest: Float64Array.from(parts, ({ newest }) => newest),
    n: Uint32Array.from(parts, ({ n }) => n),
    proves: Uint8Array.from(parts, (part) => provesBits(provenBy(definition, worthOf(definition, part) ?? 0, judged))),
    parts: leaves.has(row.vital) ? parts : null,
  }
}

/** Nearly all lines of a parent have the same children. */
function childrenOf(text: string, alike: Map<string, Children>): Children {
  const known = alike.get(text)
  if (known) return known
  const codes = text.split(',')
  const made = { codes, at: new Map(codes.map((code, i) => [code, i])) }
  if (alike.size > 16 * parentsAtMost) alike.clear()
  alike.set(text, made)
  return made
}

type ReadLine = store.Key & { line: Line }
const newestFirst = (lines: readonly Line[]): Line[] => lines.toSorted((a, b) => b.period - a.period)

/** Lines by parent and vital, the newest period first. */
function newSheets(parents: readonly string[], read: readonly ReadLine[]): Map<string, Sheet> {
  const byParent = Map.groupBy(read, ({ parent }) => parent)
  return new Map(
    parents.map((parent) => {
      const byVital = Map.groupBy(byParent.get(parent) ?? [], ({ vital }) => vital)
      return [parent, new Map([...byVital].map(([vital, rows]) => [vital, newestFirst(rows.map(({ line }) => line))]))]
    }),
  )
}

/**
 * Sheets in which lines with some keys are what was read of them now, or nothing; of these vitals what is too old by now is let go. The list of lines of each
 * is another one, also where only a period changed that is not kept: what was counted from it is counted again.
 */
function changedSheets(
  held: ReadonlyMap<string, Sheet>,
  keys: readonly store.Key[],
  read: readonly ReadLine[],
  since: ReadonlyMap<number, number>,
): Map<string, Sheet> {
  const sheets = new Map(held)
  const found = Map.groupBy(read, ({ parent, vital }) => `${parent} ${vital}`)
  for (const [parent, some] of Map.groupBy(keys, (key) => key.parent)) {
    const sheet = new Map(held.get(parent))
    for (const [vital, gone] of Map.groupBy(some, (key) => key.vital)) {
      const periods = new Set(gone.map(({ period }) => period))
      const rest = (sheet.get(vital) ?? []).filter(
        ({ period }) => !periods.has(period) && isWanted({ vital, parent, period }, since),
      )
      sheet.set(vital, newestFirst([...rest, ...(found.get(`${parent} ${vital}`) ?? []).map(({ line }) => line)]))
    }
    sheets.set(parent, sheet)
  }
  return sheets
}

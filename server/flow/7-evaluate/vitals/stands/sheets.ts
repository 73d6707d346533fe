import type { Db } from '../../../../kernel/spine.ts'
import { unpackParts } from '../rules/pack-parts.ts'
import { dueBy } from '../rules/stands/due-by.ts'
import { keepRegistry, sinceOf } from '../rules/stands/keep-registry.ts'
import { verdictOf } from '../rules/stands/verdict.ts'
import * as store from './store.ts'
import type { Children, Ground, KeptRegistry, Line, Sheet } from './types.ts'

/** Sheets of so many parents stay in memory: of a city its own, those of its districts, and some to spare. */
const parentsAtMost = 64

/** What is remembered: sheets with the registry their verdicts were made by, and lists of codes, each once. */
type Memory = { kept: { registry: KeptRegistry; sheets: ReadonlyMap<string, Sheet> } | null; alike: Map<string, Children> }
/** The sheets of some parents as they stand at a moment (ms). */
export type Sheets = { read(db: Db, parents: readonly string[], now: number): Promise<Ground> }

/**
 * What the newest cells say, kept in memory beside the versions of the rows they were read from. Each reading asks the database which versions
 * stand there and reads what is another one: it is what is stored, whoever rolled it up, at the price of what changed. What is too old to
 * count is neither read nor kept.
 */
export function createSheets(zone: string): Sheets {
  const memory: Memory = { kept: null, alike: new Map() }
  return {
    async read(db, parents, now) {
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
  return keepRegistry(mark, vitals)
}

/** The sheets of some parents as they are stored now; null: the registry is another one by now. */
async function freshened(
  db: Db,
  memory: Memory,
  parents: readonly string[],
  { registry, since }: { registry: KeptRegistry; since: ReadonlyMap<number, number> },
): Promise<ReadonlyMap<string, Sheet> | null> {
  const { mark, heads } = await store.headsOf(db, parents, since)
  if (mark !== registry.mark) return null
  // Verdicts of another registry are of other definitions.
  const known = memory.kept?.registry === registry ? memory.kept.sheets : new Map<string, Sheet>()
  const lines = heads.map((head) => ({
    head,
    line: known
      .get(head.parent)
      ?.get(head.vital)
      ?.find(({ period, seen }) => period === head.period && seen === head.seen),
  }))
  const read = await store.linesOf(
    db,
    lines.flatMap(({ head, line }) => (line ? [] : [head])),
  )
  const sheets = sheetsOf(parents, [
    ...lines.flatMap(({ head, line }) => (line ? [{ ...head, line }] : [])),
    ...read.map((row) => ({ ...row, line: toLine(row, registry, memory.alike) })),
  ])
  const others = [...known].filter(([parent]) => !sheets.has(parent))
  const room = Math.max(0, parentsAtMost - sheets.size)
  memory.kept = { registry, sheets: new Map([...others.slice(Math.max(0, others.length - room)), ...sheets]) }
  return sheets
}

function toLine(row: store.LineRow, { byId, leaves }: KeptRegistry, alike: Map<string, Children>): Line {
  const parts = unpackParts(row.parts)
  const { definition } = byId.get(row.vital)!
  return {
    ...{ period: row.period, seen: row.seen, children: childrenOf(row.children, alike) },
    verdicts: Uint8Array.from(parts, (part) => verdictOf(definition, part)),
    newest: Float64Array.from(parts, ({ newest }) => newest),
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

/** Lines by parent and vital, the newest period first. */
function sheetsOf(
  parents: readonly string[],
  lines: readonly { parent: string; vital: number; line: Line }[],
): Map<string, Sheet> {
  const sheets = new Map(parents.map((parent) => [parent, new Map<number, Line[]>()]))
  for (const { parent, vital, line } of lines) {
    const sheet = sheets.get(parent)!
    const known = sheet.get(vital)
    if (known) known.push(line)
    else sheet.set(vital, [line])
  }
  for (const sheet of sheets.values()) for (const one of sheet.values()) one.sort((a, b) => b.period - a.period)
  return sheets
}

import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../../../../contract/actor.ts'
import type { VitalValue } from '../../../../../contract/vital.ts'
import { type OpenTable, openTable } from '../../../../city/sheet/open-table.ts'
import type { Fault, Row } from '../../../../city/sheet/types.ts'
import { orRefuse, RefusalError } from '../../../../kernel/result.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { type Teller, takeValues } from '../take-values.ts'
import type { TreeRead } from '../types.ts'
import { type Places, placesOf, readRow } from './rules/value-columns.ts'
import { beginSheet, goOnSheet, lockSheet, type NewSheet, stepSheet } from './store.ts'

/** Rows of one transaction: everybody who reads facts waits below it, and whatever an alarm does meanwhile waits its turn, so none is long. */
const rowsAtOnce = 250

/**
 * `area`: the area the sender stands for as a whole, by its code. `goOn`: a sheet that was stopped goes on. `left`: its sender broke off; while its file is
 * read nothing of it has begun, and nothing will.
 */
type Given = Pick<NewSheet, 'id' | 'name' | 'person' | 'area'> & { bytes: Uint8Array; goOn: boolean; left: AbortSignal }
type Taking = { spine: Spine; actor: Actor; teller: Teller }

/**
 * Takes a sheet of values part by part, each committed with how far it is: what was taken stays taken whatever happens to the rest, and a
 * corrected sheet of errors brings the others. The same file sent again under its id goes on where it stood, so a crash loses no row and takes
 * none twice; one that was stopped only where that is asked for, for a client may send anew what it got no answer to. Refused: what is no such
 * sheet, another file under an id that was used.
 */
export async function takeValueSheet({ bytes, goOn, left, ...given }: Given, taking: Taking): Promise<void> {
  const { spine, actor } = taking
  const table = await readUnlessLeft(bytes, left)
  if (!table) return
  try {
    const { columns, face, total } = table.head
    const places = orRefuse(placesOf(columns))
    const digest = createHash('sha256').update(bytes).digest('hex')
    await spine.transaction(actor, (tx) => begin(tx, { ...given, columns, face, rows: total, digest }, taking, goOn))
    const all = { id: given.id, total, places, table }
    for (let done: number | null = 0; done !== null && done < total; ) {
      const began = performance.now()
      done = await takeNext(done, all, taking)
      // As long as it took it stands back: half of the process is always there for what is urgent.
      await pause(performance.now() - began)
    }
  } finally {
    await table.close()
  }
}

async function readUnlessLeft(bytes: Uint8Array, left: AbortSignal): Promise<OpenTable | null> {
  try {
    return orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }, undefined, left))
  } catch (error) {
    if (left.aborted) return null
    throw error
  }
}

/** The path facts of a sheet stand under. */
export const pathOf = (tree: TreeRead, area: string | null): string | null =>
  (area === null ? null : tree.node(area)?.paths[0]) ?? null

async function begin(tx: Tx, sheet: NewSheet, { teller }: Taking, goOn: boolean): Promise<void> {
  if (!(await beginSheet(tx, sheet))) throw new RefusalError({ code: 'vital.sheet-sent' })
  if (!goOn || !(await goOnSheet(tx, sheet.id))) return
  const path = pathOf(teller.tree, sheet.area)
  await tx.record({ kind: 'vital-sheet.went-on', subject: sheet.id, area: path, body: { sheet: sheet.id, rows: sheet.rows } })
}

type All = { id: string; total: number; places: Places; table: OpenTable }

/** Takes the rows from a place on, unless the sheet stands elsewhere by now; answers where it stands then, null once it is done or stopped. */
async function takeNext(from: number, { id, total, places, table }: All, taking: Taking): Promise<number | null> {
  const rows = await table.rows(from, rowsAtOnce)
  return taking.spine.transaction(taking.actor, async (tx) => {
    const at = await lockSheet(tx, id)
    if (at !== from) return at
    await takePart(tx, { id, rows, places, isLast: from + rows.length >= total }, taking.teller)
    return from + rows.length
  })
}

type Part = { id: string; rows: readonly Row[]; places: Places; isLast: boolean }

async function takePart(tx: Tx, { id, rows, places, isLast }: Part, teller: Teller): Promise<void> {
  const faults: Fault[] = []
  const told: { row: Row; value: VitalValue }[] = []
  for (const row of rows) {
    const read = readRow(row.cells, places)
    if (!read.ok) faults.push({ n: row.n, cells: row.cells, refusal: read.refusal })
    else if (read.value) told.push({ row, value: read.value })
  }
  const blank = rows.length - faults.length - told.length
  const { taken, refused, marked } = await takeValues(
    tx,
    told.map(({ value }) => value),
    teller,
  )
  for (const { at, refusal } of refused) {
    const { n, cells } = told[at]!.row
    faults.push({ n, cells, refusal })
  }
  faults.sort((a, b) => a.n - b.n)
  const counts = { done: rows.length, taken, marked: marked.length, blank, refused: faults.length }
  await stepSheet(tx, id, { ...counts, atRow: rows.at(-1)?.n ?? null, faults, isLast })
}

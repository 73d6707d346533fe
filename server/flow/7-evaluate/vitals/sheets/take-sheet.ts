import type { Actor } from '../../../../../contract/actor.ts'
import type { VitalValue } from '../../../../../contract/vital.ts'
import { openTable } from '../../../../city/sheet/open-table.ts'
import type { Fault, Row } from '../../../../city/sheet/types.ts'
import { orRefuse, RefusalError } from '../../../../kernel/result.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { type Teller, takeValues } from '../take-values.ts'
import { type Places, placesOf, readRow } from './rules/value-columns.ts'
import { beginSheet, stepSheet } from './store.ts'

/** Rows of one transaction: everybody who reads facts waits below it, so none is long. */
const rowsAtOnce = 2_000

type Given = { id: string; name: string; person: string; bytes: Uint8Array }
type Taking = { spine: Spine; actor: Actor; teller: Teller }

/**
 * Takes a sheet of values part by part, each committed with how far it is: what was taken stays taken whatever happens to the rest, and a
 * corrected sheet of errors brings the others. Refused: what is no such sheet, one that was sent already.
 */
export async function takeValueSheet({ id, name, person, bytes }: Given, taking: Taking): Promise<void> {
  const { spine, actor } = taking
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const { columns, face, total } = table.head
    const places = orRefuse(placesOf(columns))
    const isNew = await spine.transaction(actor, (tx) => beginSheet(tx, { id, person, name, columns, face, rows: total }))
    if (!isNew) throw new RefusalError({ code: 'vital.sheet-sent' })
    for (let from = 0; from < total; from += rowsAtOnce) {
      const rows = await table.rows(from, rowsAtOnce)
      await spine.transaction(actor, (tx) =>
        takePart(tx, { id, rows, places, isLast: from + rowsAtOnce >= total }, taking.teller),
      )
    }
  } finally {
    await table.close()
  }
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
  const { taken, refused } = await takeValues(
    tx,
    told.map(({ value }) => value),
    teller,
  )
  for (const { at, refusal } of refused) {
    const { n, cells } = told[at]!.row
    faults.push({ n, cells, refusal })
  }
  faults.sort((a, b) => a.n - b.n)
  await stepSheet(tx, id, { done: rows.length, taken, blank, refused: faults.length, faults, isLast })
}

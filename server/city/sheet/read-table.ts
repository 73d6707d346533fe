import type { Mapping } from '../../../contract/mapped-feed.ts'
import type { ReasonCode } from '../../../contract/refusal-reasons.ts'
import type { Rejected } from '../../../protocols/decoded.ts'
import { readCsv } from '../../../protocols/sheet/csv.ts'
import { mostOfReadings as most } from '../../../protocols/sheet/types.ts'
import { readXlsx } from '../../../protocols/sheet/xlsx.ts'
import { isZip } from '../../../protocols/sheet/zip.ts'
import { asBeforeNoFormula } from '../../kernel/plain-text.ts'
import { malformed, type Refusal, type Result } from '../../kernel/result.ts'
import type { Face, Row, TableHead } from './types.ts'

/** Rows of readings in one file. */
export const mostRows = 200_000
/** Characters of a cell a mapping reads, unless its reader asks for more: numbers, names and moments are far shorter. */
export const mostOfCell = 200
/** Objects inside objects of a JSON row are columns with dots in their names, so deep. */
const deepest = 4

export type Table = { head: TableHead; rows: Row[] }
type How = Pick<Mapping, 'sheet' | 'heading' | 'list'>

const fault = (reason: ReasonCode, given = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: malformed('/file', reason, given),
})

/** A file as a table of text: a workbook or JSON by its first bytes, else CSV. Lines without anything are left out, their numbers stay. */
export function readTable(bytes: Uint8Array, how: How): Result<Table> {
  if (isZip(bytes)) return readWorkbook(bytes, how)
  const first = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()[0]
  if (first === '{' || first === '[') return readJson(bytes, how)
  const read = readCsv(bytes, most)
  if (!read.ok) return unread(read)
  const rows = read.value.rows.map((row) => row.map(asBeforeNoFormula))
  return tableOf(rows, how, { as: 'csv', csv: read.value.face }, [])
}

/** Of what is too long only the number of a row speaks of rows. */
function unread({ error, detail }: Rejected): { ok: false; refusal: Refusal } {
  if (error === 'too-long' && detail === 'columns') return fault('columns.too-many', { max: most.columns })
  if (error === 'too-long' && typeof detail === 'number') return fault('rows.too-many', { max: mostRows })
  return fault('sheet.unreadable')
}

function readWorkbook(bytes: Uint8Array, how: How): Result<Table> {
  const read = readXlsx(bytes, most)
  if (!read.ok) return unread(read)
  const sheet = how.sheet === null ? read.value[0] : read.value.find(({ name }) => name === how.sheet)
  if (!sheet) return fault('sheet.no-sheet', { name: how.sheet ?? '' })
  return tableOf(
    sheet.rows,
    how,
    { as: 'xlsx', sheet: sheet.name },
    read.value.map(({ name }) => name),
  )
}

function tableOf(all: string[][], { heading }: How, face: Face, sheets: string[]): Result<Table> {
  const columns = (all[heading - 1] ?? []).map((name) => name.trim())
  const rows = all
    .slice(heading)
    .map((cells, i) => ({ n: heading + 1 + i, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  return bounded({ head: { columns, sheets, face, total: rows.length }, rows })
}

function bounded(table: Table): Result<Table> {
  if (table.rows.length === 0) return fault('rows.none')
  return table.rows.length > mostRows ? fault('rows.too-many', { max: mostRows }) : { ok: true, value: table }
}

function readJson(bytes: Uint8Array, { list }: How): Result<Table> {
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return fault('json.broken')
  }
  const path = list === '' ? [] : list.split('.')
  const found = path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), document)
  const given = isObject(found) ? [found] : found
  if (!Array.isArray(given)) return fault('must.array')
  return tableOfObjects(given)
}

type Flat = Map<string, string>
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every name any row has is a column, in the order they come up. */
function tableOfObjects(given: unknown[]): Result<Table> {
  if (given.length > mostRows) return fault('rows.too-many', { max: mostRows })
  const places = new Map<string, number>()
  const rows = given.map((one, i) => {
    const flat: Flat = new Map()
    if (isObject(one)) flatten(one, '', flat, deepest)
    for (const name of flat.keys()) if (!places.has(name) && places.size <= most.columns) places.set(name, places.size)
    return { n: i + 1, flat }
  })
  if (places.size > most.columns) return fault('columns.too-many', { max: most.columns })
  const columns = [...places.keys()]
  return bounded({
    head: { columns, sheets: [], face: { as: 'json' }, total: rows.length },
    rows: rows.map(({ n, flat }) => ({ n, cells: columns.map((name) => flat.get(name) ?? '') })),
  })
}

function flatten(object: Record<string, unknown>, under: string, into: Flat, deep: number): void {
  for (const [name, value] of Object.entries(object)) {
    if (into.size > most.columns) return
    if (isObject(value) && deep > 1) flatten(value, `${under}${name}.`, into, deep - 1)
    else if (value !== null && typeof value !== 'object') into.set(`${under}${name}`, String(value).slice(0, most.cell))
  }
}

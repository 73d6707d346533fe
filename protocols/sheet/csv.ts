import { type Decoded, decoded, rejected } from '../decoded.ts'
import { toGbk } from '../gbk.ts'
import { most, type SheetBounds } from './types.ts'

/** How a file was written, so that it can be written the same way again. */
export type CsvFace = { encoding: 'utf-8' | 'gb18030'; bom: boolean; newline: '\r\n' | '\n'; ended: boolean }
export type Csv = { rows: string[][]; face: CsvFace }

/** What spreadsheets write where Chinese is read: UTF-8 with its mark. */
export const plainFace: CsvFace = { encoding: 'utf-8', bom: true, newline: '\r\n', ended: true }

/**
 * Reads RFC 4180: commas, quotes doubled inside quotes, line ends inside quotes kept. UTF-8 with or without its mark, else GB18030, as
 * Chinese spreadsheets write it. Empty lines are rows without cells. `too-long` names `columns`, `cell`, or the row. `bad-text`: a quote that does not end, or text after it.
 */
export function readCsv(bytes: Uint8Array, bounds: SheetBounds = most): Decoded<Csv> {
  const text = textOf(bytes)
  if (!text.ok) return text
  const { encoding } = text.value
  const bom = text.value.text.startsWith('\ufeff')
  const rest = bom ? text.value.text.slice(1) : text.value.text
  const rows = rowsOf(rest, bounds)
  if (!rows.ok) return rows
  const newline = /\r\n/.test(rest) || !rest.includes('\n') ? '\r\n' : '\n'
  return decoded({ rows: rows.value, face: { encoding, bom, newline, ended: rest.endsWith('\n') } })
}

function textOf(bytes: Uint8Array): Decoded<{ text: string; encoding: CsvFace['encoding'] }> {
  const encoding = decodes('utf-8', bytes) === null ? 'gb18030' : 'utf-8'
  const text = decodes(encoding, bytes)
  if (text === null) return rejected('bad-encoding')
  return text.includes('\0') ? rejected('bad-text', text.indexOf('\0')) : decoded({ text, encoding })
}

function decodes(encoding: CsvFace['encoding'], bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const plain = /[^",\r\n]*/y

function rowsOf(text: string, most: SheetBounds): Decoded<string[][]> {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : bare(text, at)
    if (!cell.ok) return cell
    at = cell.value.end
    row.push(cell.value.text)
    if (row.length > most.columns) return rejected('too-long', 'columns')
    if (cell.value.text.length > most.cell) return rejected('too-long', 'cell')
    const isLast = text[at] !== ','
    // A comma at the very end has an empty cell after it.
    if (!isLast && at + 1 === text.length) row.push('')
    if (!isLast) at += 1
    else at += text.startsWith('\r\n', at) ? 2 : 1
    if (!isLast && at < text.length) continue
    rows.push(row.length === 1 && row[0] === '' ? [] : row)
    row = []
    if (rows.length > most.rows) return rejected('too-long', rows.length)
  }
  return decoded(rows)
}

type Cell = { text: string; end: number }

function bare(text: string, at: number): Decoded<Cell> {
  plain.lastIndex = at
  const found = plain.exec(text)![0]
  const end = at + found.length
  return text[end] === '"' ? rejected('bad-text', end) : decoded({ text: found, end })
}

function quoted(text: string, start: number): Decoded<Cell> {
  const parts: string[] = []
  for (let at = start + 1; ; ) {
    const end = text.indexOf('"', at)
    if (end < 0) return rejected('bad-text', start)
    parts.push(text.slice(at, end))
    if (text[end + 1] !== '"') {
      const next = text[end + 1]
      if (next !== undefined && !',\r\n'.includes(next)) return rejected('bad-text', end + 1)
      return decoded({ text: parts.join('"'), end: end + 1 })
    }
    at = end + 2
  }
}

const needsQuotes = /[",\r\n]/

/** Writes RFC 4180, quotes only where they are needed. What GB18030 cannot say in two bytes turns the file into UTF-8 with its mark. */
export function writeCsv({ rows, face }: Csv): Uint8Array {
  const line = (row: readonly string[]): string =>
    row.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
  const text = rows.map(line).join(face.newline) + (face.ended && rows.length > 0 ? face.newline : '')
  if (face.encoding === 'gb18030') {
    const bytes = toGbk(text)
    if (new TextDecoder('gb18030').decode(bytes) === text) return bytes
    return Buffer.from(`\ufeff${text}`)
  }
  return Buffer.from((face.bom ? '\ufeff' : '') + text)
}

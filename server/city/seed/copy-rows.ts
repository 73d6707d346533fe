import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | null

/**
 * So many characters at once: a socket takes them without waiting while PostgreSQL still has some to read, so that both are at work. Of a
 * larger piece it takes a part, and says that it takes more only when three quarters of that have been read.
 */
const pieceLength = 32_768

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One cell in COPY's text form. */
export function cell(value: Cell): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return timeText(value)
  if (typeof value !== 'string') return String(value)
  return special.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => escapes[c]!) : value
}

let said = { at: Number.NaN, text: '' }
/** A row has the same moment several times, and so have the rows that belong to it. */
function timeText(time: Date): string {
  const at = time.getTime()
  if (at !== said.at) said = { at, text: time.toISOString() }
  return said.text
}

function line(row: readonly Cell[]): string {
  let text = cell(row[0]!)
  for (let i = 1; i < row.length; i++) text += `\t${cell(row[i]!)}`
  return `${text}\n`
}

function* lines(rows: Iterable<readonly Cell[]>): Generator<string> {
  for (const row of rows) yield line(row)
}

function* pieces(of: Iterable<string>): Generator<Buffer> {
  let text = ''
  for (const one of of) {
    text += one
    if (text.length > pieceLength) {
      yield Buffer.from(text)
      text = ''
    }
  }
  if (text !== '') yield Buffer.from(text)
}

/** Copies rows into a table; answers how many. */
export const copyRows = (client: pg.ClientBase, into: string, rows: Iterable<readonly Cell[]>): Promise<number> =>
  copyLines(client, into, lines(rows))

/** Copies rows into a table whose files are of this transaction, as what everybody sees: no later reader has to mark them. */
export const copyFrozen = (client: pg.ClientBase, into: string, rows: Iterable<readonly Cell[]>): Promise<number> =>
  copyLines(client, into, lines(rows), '(freeze)')

/** Copies lines that are in COPY's text form already, each with its end. */
export async function copyLines(client: pg.ClientBase, into: string, of: Iterable<string>, options = ''): Promise<number> {
  const stream = client.query(from(`copy ${into} from stdin ${options}`))
  await pipeline(Readable.from(pieces(of)), stream)
  return stream.rowCount
}

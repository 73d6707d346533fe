import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | null

/** One cell in COPY's text form. */
function cell(value: Cell): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  const text = String(value)
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[c] ?? '\\r')
    : text
}

function* chunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let text = ''
  for (const row of rows) {
    text += `${row.map(cell).join('\t')}\n`
    if (text.length > 262_144) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

/** Copies rows into a table; answers how many. */
export async function copyRows(client: pg.ClientBase, into: string, rows: Iterable<readonly Cell[]>): Promise<number> {
  const stream = client.query(from(`copy ${into} from stdin`))
  await pipeline(Readable.from(chunks(rows)), stream)
  return stream.rowCount
}

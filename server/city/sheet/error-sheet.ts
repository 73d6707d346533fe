import { sayRefusal } from '../../../contract/refusal-words.ts'
import { plainFace, writeCsv } from '../../../protocols/sheet/csv.ts'
import { writeXlsx } from '../../../protocols/sheet/xlsx.ts'
import { noFormula } from '../../kernel/plain-text.ts'
import type { Face, Fault } from './types.ts'

export type ErrorSheet = { bytes: Uint8Array; type: string; ending: 'csv' | 'xlsx' | 'json' }

type Given = { faults: readonly Fault[]; columns: readonly string[]; face: Face; zone: string }

/** The rows that were not taken, in the format they came in, each with its line and the reason: to be mended and sent again. */
export function errorSheet({ faults, columns, face, zone }: Given): ErrorSheet {
  const [line, why] = ['行号', '原因']
  const reason = ({ refusal }: Fault): string => sayRefusal(refusal.code, refusal.details, zone).zh
  if (face.as === 'json') {
    const rows = faults.map((fault) => ({
      [line]: fault.n,
      [why]: reason(fault),
      ...Object.fromEntries(columns.map((name, i) => [name, fault.cells[i] ?? ''])),
    }))
    return { bytes: Buffer.from(JSON.stringify(rows, null, 1)), type: 'application/json', ending: 'json' }
  }
  const rows = [
    [...columns, line, why],
    ...faults.map((fault) => [...columns.map((_, i) => fault.cells[i] ?? ''), String(fault.n), reason(fault)]),
  ]
  if (face.as === 'xlsx')
    return {
      // Every cell is text there, and no text is a formula.
      bytes: writeXlsx([{ name: face.sheet, rows }]),
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ending: 'xlsx',
    }
  const csv = face.csv.encoding === 'gb18030' ? face.csv : { ...plainFace, newline: face.csv.newline }
  return {
    bytes: writeCsv({ rows: rows.map((row) => row.map(noFormula)), face: csv }),
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
  }
}

import type { CsvFace } from '../../../protocols/sheet/csv.ts'
import type { Refusal } from '../../kernel/result.ts'

/** What a file looked like, so that its refused rows go back the same way. */
export type Face = { as: 'csv'; csv: CsvFace } | { as: 'xlsx'; sheet: string } | { as: 'json' }

/** A file as rows of text. `n`: the line in the file, or the place in the list, from 1. */
export type Row = { n: number; cells: string[] }
export type TableHead = { columns: string[]; sheets: string[]; face: Face; total: number }

/** A row that is not taken, with its cells for the sheet of errors. */
export type Fault = { n: number; cells: string[]; refusal: Refusal }

import { parentPort, workerData } from 'node:worker_threads'
import { plainFace, writeCsv } from '../../../protocols/sheet/csv.ts'
import { writeXlsx } from '../../../protocols/sheet/xlsx.ts'
import { noFormula } from '../../kernel/plain-text.ts'

/** A thread that gathers rows and makes one file of them. */
const rows: string[][] = []
parentPort!.on('message', (message: { rows?: string[][]; end?: true }) => {
  if (message.rows) for (const row of message.rows) rows.push(row)
  if (!message.end) return
  // Every cell of a workbook is text, and no text is a formula.
  const bytes =
    workerData.as === 'xlsx'
      ? writeXlsx([{ name: workerData.name, rows }])
      : writeCsv({ rows: rows.map((row) => row.map(noFormula)), face: plainFace })
  parentPort!.postMessage(bytes)
})

import { parentPort, workerData } from 'node:worker_threads'
import { plainFace, writeCsv } from '../../../protocols/sheet/csv.ts'
import type { WrittenCell } from '../../../protocols/sheet/types.ts'
import { writeXlsx } from '../../../protocols/sheet/xlsx.ts'
import { noFormula } from '../../kernel/plain-text.ts'

/** A thread that gathers rows and makes one file of them. */
const rows: WrittenCell[][] = []
parentPort!.on('message', (message: { rows?: WrittenCell[][]; end?: true }) => {
  if (message.rows) for (const row of message.rows) rows.push(row)
  if (!message.end) return
  // No text of a workbook is a formula, and no number could be one.
  const bytes =
    workerData.as === 'xlsx'
      ? writeXlsx([{ name: workerData.name, rows }])
      : writeCsv({
          rows: rows.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : noFormula(cell)))),
          face: plainFace,
        })
  parentPort!.postMessage(bytes)
})

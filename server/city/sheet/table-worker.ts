import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read-table.ts'

/** A thread that holds one file as a table and hands out its rows: reading 20 MB would keep every alarm waiting. */
const { longest } = workerData as { longest: number }
const read = readTable(workerData.bytes, workerData.how)
parentPort!.postMessage(read.ok ? { ok: true, value: read.value.head } : read)
if (read.ok)
  parentPort!.on('message', ({ from, n, only }: { from: number; n: number; only?: number[] }) => {
    const cell = (text: string, place: number): string => (only && !only.includes(place) ? '' : text.slice(0, longest + 1))
    parentPort!.postMessage(read.value.rows.slice(from, from + n).map((row) => ({ n: row.n, cells: row.cells.map(cell) })))
  })
else parentPort!.close()

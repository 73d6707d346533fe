import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read-table.ts'

/** A thread that holds one file as a table and hands out its rows: reading 20 MB would keep every alarm waiting. */
const read = readTable(workerData.bytes, workerData.how)
parentPort!.postMessage(read.ok ? { ok: true, value: read.value.head } : read)
if (read.ok)
  parentPort!.on('message', ({ from, n }: { from: number; n: number }) => {
    parentPort!.postMessage(read.value.rows.slice(from, from + n))
  })
else parentPort!.close()

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { WrittenCell } from '../../../protocols/sheet/types.ts'

/** A table being written in a thread of its own: 40,000 rows as a workbook take seconds. */
export type SheetWriter = { add(rows: WrittenCell[][]): void; end(): Promise<Uint8Array>; stop(): Promise<void> }

/** Begins to write a table as CSV (with the mark spreadsheets know UTF-8 by, no cell a formula) or as a workbook, in which a number stays one and a text is never read as another thing. */
export function writeSheet(as: 'csv' | 'xlsx', name: string): SheetWriter {
  const worker = new Worker(new URL('./write-worker.ts', import.meta.url), {
    workerData: { as, name },
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  })
  // Between two questions nobody listens: an error then is told by the next one.
  worker.on('error', () => undefined)
  const stop = async (): Promise<void> => void (await worker.terminate())
  return {
    add: (rows) => worker.postMessage({ rows }),
    async end() {
      const written = once(worker, 'message')
      worker.postMessage({ end: true })
      const [bytes] = (await written) as [Uint8Array]
      await stop()
      return bytes
    },
    stop,
  }
}

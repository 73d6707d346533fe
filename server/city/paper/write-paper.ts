import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Paper } from '../../../protocols/pdf/types.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createTurns } from '../../kernel/turns.ts'

export const pdfType = 'application/pdf'
/** MB one report may take while it is laid: the longest there is takes a fifth of it. */
const memoryMb = 256
/** One report after the other, so that a hundred people who ask at once cost the memory of one; whoever comes after these is told to come again. */
const turns = createTurns({ atOnce: 1, waiting: 24 })
const againSeconds = 5

/** Makes a PDF of a report in a thread of its own: it takes half a second of a processor, in which the platform goes on. */
export async function writePaper(paper: Paper): Promise<Buffer> {
  const turn = turns.take(() => inThread(paper))
  if (!turn) throw new RefusalError({ code: 'input.too-many', details: { seconds: againSeconds } })
  return turn
}

async function inThread(paper: Paper): Promise<Buffer> {
  const worker = new Worker(new URL('./paper-worker.ts', import.meta.url), {
    workerData: paper,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  try {
    const [bytes] = (await once(worker, 'message')) as [Uint8Array]
    return Buffer.from(bytes)
  } finally {
    await worker.terminate()
  }
}

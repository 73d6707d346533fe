import { Worker } from 'node:worker_threads'
import type { Pack } from '../../../contract/pack.ts'
import { packFault } from '../../../contract/pack-fault.ts'
import type { Parts } from '../../city/pack/file/read-parts.ts'
import type { Tried } from './try-pack.ts'

/** A pack whose samples take longer than this is not taken: nobody waits for it, and no thread is kept busy. */
const mostMs = 15_000

/** Tries a pack in a thread of its own, with bounded time and memory: the running city does not feel it. */
export function tryAside(parts: Parts, others: readonly Pack[], ms = mostMs): Promise<Tried> {
  const worker = new Worker(new URL('./try-worker.ts', import.meta.url), {
    workerData: { parts, others },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise((done) => {
    const end = (tried: Tried): void => {
      clearTimeout(limit)
      void worker.terminate()
      done(tried)
    }
    const stopped = (): void => end({ read: null, faults: [packFault('samples', '', 'too-slow', { seconds: ms / 1_000 })] })
    const limit = setTimeout(stopped, ms)
    worker.on('message', end)
    // Out of memory, or a fault of ours that its data set off: either way it is not taken.
    worker.on('error', stopped)
  })
}

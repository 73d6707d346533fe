import { Worker } from 'node:worker_threads'
import type { BaseFileFault } from '../../../../../contract/basemap-file.ts'
import type { Crs } from '../../../../../contract/crs.ts'
import type { Bounds } from './read-geojson.ts'

/** A file that takes longer is not taken: no thread is kept busy by one. */
const mostMs = 120_000
const mostMegabytes = 768

/** What lies in it, or why it cannot be used and where. */
export type Made = { bounds: Bounds } | { fault: BaseFileFault; at: string | null }

type Given = { from: string; to: string; crs: Crs }

/** One file at a time: two together would take twice the memory, and nobody waits for a base map. */
let before: Promise<unknown> = Promise.resolve()

/** Makes a PMTiles archive of a GeoJSON file in a thread of its own, with bounded time and memory: the running city does not feel it. */
export function makeTiles(given: Given): Promise<Made> {
  const made = before.then(() => makeAside(given))
  before = made
  return made
}

function makeAside(given: Given): Promise<Made> {
  const worker = new Worker(new URL('./make-worker.ts', import.meta.url), {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  })
  return new Promise((done) => {
    const end = (made: Made): void => {
      clearTimeout(limit)
      void worker.terminate()
      done(made)
    }
    const limit = setTimeout(() => end({ fault: 'too-many', at: null }), mostMs)
    worker.on('message', end)
    // Out of memory: it is more than any district's map.
    worker.on('error', () => end({ fault: 'too-many', at: null }))
  })
}

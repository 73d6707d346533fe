import { readFile, rename, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Crs } from '../../../../../contract/crs.ts'
import { type TileBytes, writeArchive } from '../../../../../protocols/pmtiles/write.ts'
import { layTiles, zooms } from './lay-tiles.ts'
import type { Made } from './make-tiles.ts'
import { baseParts } from './part-of.ts'
import { readGeojson } from './read-geojson.ts'

const { from, to, crs } = workerData as { from: string; to: string; crs: Crs }

async function make(): Promise<Made> {
  const read = readGeojson(await readFile(from), crs)
  if (!read.ok) return { fault: read.fault, at: read.at }
  const { tiles, maxZoom } = layTiles(read.shapes)
  if (tiles.length === 0) return { fault: 'empty', at: null }
  const parts = new Set(read.shapes.map(({ part }) => part))
  const metadata = { vector_layers: baseParts.filter((part) => parts.has(part)).map((id) => ({ id })) }
  await writeWhole(tiles, { bounds: read.bounds, minZoom: zooms.least, maxZoom, metadata })
  return { bounds: read.bounds }
}

/** Under its own name only when all of it is there: half an archive is never opened. */
async function writeWhole(tiles: readonly TileBytes[], said: Parameters<typeof writeArchive>[1]): Promise<void> {
  await writeFile(`${to}.part`, writeArchive(tiles, said), { mode: 0o600 })
  await rename(`${to}.part`, to)
}

parentPort!.postMessage(await make())

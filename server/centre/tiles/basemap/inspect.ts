import { type Archive, BaseFileError, openArchive } from './archive.ts'
import type { Looked } from './store.ts'

/** Zooms a map of ours draws; a head that says more says nothing. */
const deepest = 22

/**
 * Looks a file through before anybody's map lies on it: head, directories and some tiles of each zoom, every offset inside the file, nothing that unpacks to
 * more than a tile is. Answers what its head says, or why it cannot be used.
 */
export async function inspectBase(path: string): Promise<Looked> {
  try {
    const archive = await openArchive(path)
    try {
      return await look(archive)
    } finally {
      await archive.close()
    }
  } catch (error) {
    if (!(error instanceof BaseFileError)) throw error
    return { fault: error.why === 'missing' || error.why === 'unreadable' ? 'damaged' : error.why }
  }
}

async function look({ header, metadata, checkTiles }: Archive): Promise<Looked> {
  const { kind, minZoom, maxZoom, bounds } = header
  const [west, south, east, north] = bounds
  const inWorld = west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north
  if (minZoom > maxZoom || maxZoom > deepest || !inWorld) return { fault: 'damaged' }
  if (kind === 'vector' && metadata.layers.length === 0) return { fault: 'empty' }
  if ((await checkTiles()) === 0) return { fault: 'empty' }
  return { head: { kind: kind === 'vector' ? 'vector' : 'raster', minZoom, maxZoom, bounds, layers: metadata.layers } }
}

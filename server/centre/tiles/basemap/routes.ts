import { z } from 'zod'
import { BaseMap } from '../../../../contract/basemap.ts'
import type { TileKind } from '../../../../protocols/pmtiles/types.ts'
import { type App, errors } from '../../../kernel/http.ts'
import { orRefuse } from '../../../kernel/result.ts'
import { tileAt } from '../rules/mercator.ts'
import { type Archive, BaseFileError, openArchive, unpacked } from './archive.ts'

/** A base map changes with its file, and then its addresses do: a browser may keep a tile for a day. */
const cacheControl = 'private, max-age=86400'
const types: Readonly<Record<TileKind, string>> = {
  ...{ vector: 'application/vnd.mapbox-vector-tile', png: 'image/png', jpeg: 'image/jpeg' },
  ...{ webp: 'image/webp', avif: 'image/avif' },
}
const Params = z.object({ z: z.coerce.number().int(), x: z.coerce.number().int(), y: z.coerce.number().int() })
const file = z.custom<Buffer>().meta({ type: 'string', format: 'binary' })

/** The city's own base map out of one PMTiles file: what it is, or in words why it cannot be used, and its tiles. Nobody outside is asked. */
export async function baseMapRoutes(app: App, { baseMapFile }: { baseMapFile: string | undefined }): Promise<void> {
  const archive = createOpened(baseMapFile)
  const config = { permit: 'map.read' } as const
  app.get(
    '/api/v1/map/base',
    { schema: { summary: '底图（BASE_MAP_FILE）', response: { 200: BaseMap, ...errors } }, config },
    async () => {
      try {
        const opened = await archive()
        return opened ? there(opened) : { state: 'none' as const }
      } catch (error) {
        if (error instanceof BaseFileError) return { state: 'failed' as const, why: error.why }
        throw error
      }
    },
  )
  app.get(
    '/api/v1/map/base/:z/:x/:y',
    { schema: { summary: '底图瓦片', params: Params, response: { 200: file, 204: z.null(), ...errors } }, config },
    async (request, reply) => {
      const tile = orRefuse(tileAt(request.params))
      const opened = await archive().catch(() => null)
      const bytes = await opened?.tile(tile.z, tile.x, tile.y).catch(() => null)
      if (!opened || !bytes) return reply.code(204).send(null)
      const { tilePacking, kind } = opened.header
      void reply.header('cache-control', cacheControl).header('vary', 'cookie, x-demo-session').type(types[kind])
      void reply.header('x-content-type-options', 'nosniff')
      // As it lies in the file, when a browser can unpack that.
      if (tilePacking !== 'gzip') return reply.send(await unpacked(tilePacking, bytes))
      return reply.header('content-encoding', 'gzip').send(bytes)
    },
  )
}

/** The archive, opened when it is first asked for; one that could not be opened is tried again the next time. */
function createOpened(path: string | undefined): () => Promise<Archive | null> {
  let opened: Promise<Archive> | null = null
  return async () => {
    if (path === undefined) return null
    opened ??= openArchive(path)
    try {
      return await opened
    } catch (error) {
      opened = null
      throw error
    }
  }
}

function there({ header, metadata, writtenAt, stamp }: Archive): BaseMap {
  const { kind, minZoom, maxZoom, bounds } = header
  const asOf = writtenAt.toISOString()
  return { state: 'there', kind: kind === 'vector' ? 'vector' : 'raster', minZoom, maxZoom, bounds, ...metadata, asOf, stamp }
}

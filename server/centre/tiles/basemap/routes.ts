import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { BaseMap } from '../../../../contract/basemap.ts'
import type { TileKind } from '../../../../protocols/pmtiles/types.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { tileAt } from '../rules/mercator.ts'
import { type Archive, BaseFileError, openArchive, unpacked } from './archive.ts'
import { basePath } from './disk.ts'
import { baseFileRoutes } from './file-routes.ts'
import { type BaseRow, baseFile, liveBase } from './store.ts'

/** A base map changes with its file, and then its addresses do: a browser may keep a tile for a day. */
const cacheControl = 'private, max-age=86400'
const types: Readonly<Record<TileKind, string>> = {
  ...{ vector: 'application/vnd.mapbox-vector-tile', png: 'image/png', jpeg: 'image/jpeg' },
  ...{ webp: 'image/webp', avif: 'image/avif' },
}
const Params = z.object({ z: z.coerce.number().int(), x: z.coerce.number().int(), y: z.coerce.number().int() })
const file = z.custom<Buffer>().meta({ type: 'string', format: 'binary' })
const tile = { 200: file, 204: z.null(), ...errors }
type Deps = { spine: Spine; baseMapFile: string | undefined; dir: string }

/**
 * The base map below somebody's map: what was brought in by the console for their area or the nearest above, else the file of BASE_MAP_FILE; what it is, or
 * in words why it cannot be used, and its tiles. Nobody outside is asked.
 */
export async function baseMapRoutes(app: App, { spine, baseMapFile, dir }: Deps): Promise<void> {
  const opened = createOpened()
  const config = { permit: 'map.read' } as const
  app.get('/api/v1/map/base', { schema: { summary: '底图', response: { 200: BaseMap, ...errors } }, config }, async (request) => {
    const row = await liveBase(spine, callerOf(request).scope)
    const path = row ? basePath(dir, row.id) : baseMapFile
    if (path === undefined) return { state: 'none' as const }
    try {
      return there(await opened(path), row)
    } catch (error) {
      if (error instanceof BaseFileError) return { state: 'failed' as const, why: error.why }
      throw error
    }
  })
  app.get(
    '/api/v1/map/base/:z/:x/:y',
    { schema: { summary: '底图瓦片', params: Params, response: tile }, config },
    async (request, reply) => {
      const row = await liveBase(spine, callerOf(request).scope)
      const path = row ? basePath(dir, row.id) : baseMapFile
      return sendTile(reply, path === undefined ? null : await opened(path).catch(() => null), request.params)
    },
  )
  app.get(
    '/api/v1/base-maps/:id/tiles/:z/:x/:y',
    {
      schema: { summary: '预览底图瓦片', params: Params.extend({ id: z.uuid() }), response: tile },
      config: { permit: 'scene.change' },
    },
    async (request, reply) => {
      const row = await baseFile(spine, request.params.id)
      if (!row?.head || !inScope(callerOf(request).scope, row.area)) throw new RefusalError({ code: 'thing.not-found' })
      return sendTile(reply, await opened(basePath(dir, row.id)).catch(() => null), request.params)
    },
  )
  await baseFileRoutes(app, { spine, dir })
}

async function sendTile(reply: FastifyReply, archive: Archive | null, at: z.infer<typeof Params>): Promise<Buffer | null> {
  const { z: zoom, x, y } = orRefuse(tileAt(at))
  const bytes = await archive?.tile(zoom, x, y).catch(() => null)
  if (!archive || !bytes) {
    void reply.code(204)
    return null
  }
  const { tilePacking, kind } = archive.header
  void reply.header('cache-control', cacheControl).header('vary', 'cookie, x-demo-session').type(types[kind])
  void reply.header('x-content-type-options', 'nosniff')
  // As it lies in the file, when a browser can unpack that.
  if (tilePacking !== 'gzip') return unpacked(tilePacking, bytes)
  void reply.header('content-encoding', 'gzip')
  return bytes
}

/** Archives kept open: that of each area's map, and one somebody looks at. */
const openAtMost = 16

/** An archive by its path, opened when it is first asked for; one that could not be opened is tried again the next time. */
function createOpened(): (path: string) => Promise<Archive> {
  const kept = new Map<string, Promise<Archive>>()
  return async (path) => {
    const known = kept.get(path) ?? openArchive(path)
    kept.delete(path)
    kept.set(path, known)
    const [oldest, first] = kept.entries().next().value ?? []
    if (kept.size > openAtMost && oldest !== undefined) {
      kept.delete(oldest)
      void first?.then((archive) => archive.close()).catch(() => undefined)
    }
    try {
      return await known
    } catch (error) {
      kept.delete(path)
      throw error
    }
  }
}

function there({ header, metadata, writtenAt, stamp }: Archive, row: BaseRow | null): BaseMap {
  const { kind, minZoom, maxZoom, bounds } = header
  const said = row && { name: row.name, attribution: row.attribution }
  return {
    ...{ state: 'there', kind: kind === 'vector' ? 'vector' : 'raster', minZoom, maxZoom, bounds, ...metadata, ...said },
    ...{ asOf: row ? `${row.as_of}T00:00:00.000Z` : writtenAt.toISOString(), stamp: row ? row.id : stamp },
  }
}

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { TileLayerName, TileWish } from '../../../contract/tile.ts'
import { encodeTile } from '../../../protocols/mvt/encode.ts'
import type { TileLayer } from '../../../protocols/mvt/types.ts'
import { cityArea } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { areaLayers } from './areas.ts'
import { askedOf } from './asked.ts'
import { cameraLayers } from './camera-tiles.ts'
import { caseHeaps, objectHeaps } from './heaps.ts'
import { createCutOutlines, type Drawn } from './outlines.ts'
import { drawHeaps } from './rules/draw.ts'
import { extent, tileAt } from './rules/mercator.ts'
import { footprintLayers, sceneTileLayers } from './scene-tiles.ts'
import type { Asked, TileAt } from './types.ts'

const packed = promisify(gzip)
/** Below this many bytes packing saves nothing. */
const worthPacking = 600
/** A browser keeps a tile so long; then the tag tells whether anything changed. */
const cacheControl = 'private, max-age=5'
const tileType = 'application/vnd.mapbox-vector-tile'

const Params = z.object({
  layer: TileLayerName,
  z: z.coerce.number().int(),
  x: z.coerce.number().int(),
  y: z.coerce.number().int(),
})
const file = z.custom<Buffer>().meta({ type: 'string', format: 'binary' })

/** Vector tiles of what the caller may see, out of PostgreSQL: objects and cases in clusters that lead with the worst, areas with their numbers, features of the ground, footprints with heights, cameras. */
export async function tileRoutes(app: App, deps: { spine: Spine; packs: Packs }): Promise<void> {
  const { spine } = deps
  const outlines = createOutlines(spine)
  app.get(
    '/api/v1/tiles/:layer/:z/:x/:y',
    {
      schema: {
        summary: '矢量瓦片（MVT）：对象、事件、辖区、实景要素、建筑轮廓、摄像机',
        params: Params,
        querystring: TileWish,
        response: { 200: file, 204: z.null(), ...errors },
      },
      config: { permit: 'map.read' },
    },
    async (request, reply) => {
      const { layer, ...place } = request.params
      const tile = orRefuse(tileAt(place))
      const caller = callerOf(request)
      // Where cameras stand is told to whoever may read what feeds the platform.
      if (layer === 'cameras' && !caller.permits.has('feed.read'))
        throw new RefusalError({ code: 'permit.missing', details: { permit: 'feed.read' } })
      const asked = await askedOf(deps, caller, request.query)
      return send(request, reply, encodeTile(await layersOf(spine, asked, { layer, tile, outlines })))
    },
  )
}

type Outlines = (tile: TileAt) => Promise<Drawn[]>
/** The outlines of the city this database holds. */
function createOutlines(spine: Spine): Outlines {
  let found: Outlines | null = null
  return async (tile) => {
    found ??= createCutOutlines((await cityArea(spine))?.code === '99' ? '99' : '50')
    return found(tile)
  }
}

type Wanted = { layer: TileLayerName; tile: TileAt; outlines: Outlines }

async function layersOf(spine: Spine, asked: Asked, { layer, tile, outlines }: Wanted): Promise<TileLayer[]> {
  if (layer === 'scene') return sceneTileLayers(spine, asked, tile)
  if (layer === 'footprints') return footprintLayers(spine, asked, tile)
  if (layer === 'cameras') return cameraLayers(spine, asked, tile)
  if (layer === 'areas') return areaLayers(spine, asked, { tile, drawn: await outlines(tile) })
  const heaps = layer === 'objects' ? await objectHeaps(spine, asked, tile) : await caseHeaps(spine, asked, tile)
  return [{ name: layer, extent, features: drawHeaps(heaps) }]
}

async function send(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array): Promise<FastifyReply> {
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  void reply.header('cache-control', cacheControl).header('etag', etag).header('vary', 'accept-encoding, cookie, x-demo-session')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  if (bytes.length === 0) return reply.code(204).send()
  void reply.type(tileType).header('x-content-type-options', 'nosniff')
  const isPacked = bytes.length > worthPacking && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  if (!isPacked) return reply.send(Buffer.from(bytes))
  return reply.header('content-encoding', 'gzip').send(await packed(bytes, { level: 4 }))
}

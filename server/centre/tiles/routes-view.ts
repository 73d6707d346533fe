import { z } from 'zod'
import { MapCameras } from '../../../contract/camera-list.ts'
import type { Pack } from '../../../contract/pack.ts'
import { MapAreas, MapView, TileWish, ViewWish } from '../../../contract/tile.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { countBox } from '../../flow/1-ingest/cameras/store-map.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { orRefuse } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { parseBox } from '../map/rules/bbox.ts'
import { askedOf } from './asked.ts'
import { cellsAround } from './rules/mercator.ts'
import { viewAreas, viewCases, viewObjects } from './view.ts'

const everyLevel = [0, 1, 2, 3, 4, 5]
const AreasWish = TileWish.extend({ show: z.enum(['objects', 'events']).default('objects') })

/** What stands beside the map: the legend's numbers, the list, the parts of an area, and cameras. */
export async function viewRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  camerasRoute(app, spine)
  app.get(
    '/api/v1/map/view',
    {
      schema: { summary: '视野内：等级计数、类别和最重的', querystring: ViewWish, response: { 200: MapView, ...errors } },
      config: { permit: 'map.read' },
    },
    async (request) => {
      const { bbox, show, levels, ...wish } = request.query
      const asked = await askedOf({ spine, packs }, callerOf(request), wish)
      const box = orRefuse(parseBox(bbox))
      const view = show === 'objects' ? viewObjects : viewCases
      const { kinds, ...found } = await view(spine, asked, { box, levels: levels?.split(',').map(Number) ?? everyLevel })
      const known = new Map(objectKindsOf(packs.all()).map(({ kind, name }) => [kind, name]))
      return {
        ...found,
        ...timeOf(spine, asked.at),
        as: asked.at === null ? ('now' as const) : ('then' as const),
        layers: layersOf(packs.all(), kinds),
        kinds: kinds.map(({ kind, n }) => ({ kind, name: known.get(kind) ?? { zh: kind, en: kind }, n })),
      }
    },
  )

  app.get(
    '/api/v1/map/areas',
    {
      schema: { summary: '各下级辖区的等级计数', querystring: AreasWish, response: { 200: MapAreas, ...errors } },
      config: { permit: 'map.read' },
    },
    async (request) => {
      const { show, ...wish } = request.query
      const asked = await askedOf({ spine, packs }, callerOf(request), wish)
      return { ...timeOf(spine, asked.at), rows: await viewAreas(spine, asked, show) }
    },
  )
}

const CamerasWish = TileWish.pick({ area: true }).extend({ bbox: z.string().max(120) })

function camerasRoute(app: App, spine: Spine): void {
  app.get(
    '/api/v1/map/cameras',
    {
      schema: { summary: '视野内的摄像机，按状态计数', querystring: CamerasWish, response: { 200: MapCameras, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { area, bbox } = request.query
      const box = orRefuse(parseBox(bbox))
      const scope = narrowed(callerOf(request).scope, await readPrefixes(spine, area))
      const { listed, ...counts } = await countBox(spine, scope, { ...box, ...cellsAround(box) })
      return { ...counts, listedAt: listed?.toISOString() ?? null, ...timeOf(spine, null) }
    },
  )
}

/** Layers of packs of which anything is in view. */
const layersOf = (packs: readonly Pack[], kinds: readonly { kind: string }[]): MapView['layers'] =>
  packs.flatMap(({ id: pack, layers }) =>
    Object.entries(layers).flatMap(([id, layer]) =>
      layer.kinds.some((kind) => kinds.some((one) => one.kind === kind)) ? [{ pack, id, ...layer }] : [],
    ),
  )

const timeOf = (spine: Spine, at: Date | null): { at: string } => ({ at: (at ?? spine.clock.now()).toISOString() })

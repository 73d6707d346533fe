import { NearestScene, NearestWish, SceneFeatures, SceneWish } from '../../../contract/scene.ts'
import { sceneKindsOf } from '../../city/scene/scene-kinds-of.ts'
import { type FeatureRow, featuresIn, type NearRow, nearestOf } from '../../city/scene/store.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { boundsOf } from './box-of.ts'
import { featureRoutes } from './routes-features.ts'
import { layerRoutes } from './routes-layers.ts'

/** 实景要素: what stands in a box, the nearest of a kind, and the layers they came in. Read by area, whatever one sees of cases. */
export async function sceneRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'scene.read' } as const
  app.get(
    '/api/v1/scene',
    { schema: { summary: '实景要素（GeoJSON）', querystring: SceneWish, response: { 200: SceneFeatures, ...errors } }, config },
    async (request) => {
      const { bbox, kinds, area, limit } = request.query
      const scope = narrowed(callerOf(request).scope, await readPrefixes(spine, area))
      const { rows, total } = await featuresIn(spine, { bounds: boundsOf(bbox), kinds: sceneKindsOf(kinds), scope }, limit)
      return {
        type: 'FeatureCollection' as const,
        ...{ features: rows.map(featureOf), left: total - rows.length, at: spine.clock.now().toISOString() },
      }
    },
  )
  app.get(
    '/api/v1/scene/nearest',
    { schema: { summary: '最近的实景要素', querystring: NearestWish, response: { 200: NearestScene, ...errors } }, config },
    async (request) => {
      const { kind, lon, lat, n, within } = request.query
      const rows = await nearestOf(spine, { kind, at: [lon, lat], n, within, scope: callerOf(request).scope })
      return { rows: rows.map(nearOf), at: spine.clock.now().toISOString() }
    },
  )
  await featureRoutes(app, { spine })
  await layerRoutes(app, { spine })
}

function featureOf({ id, geometry, ...row }: FeatureRow): SceneFeatures['features'][number] {
  const { kind, name, details, height, layer, asOf, schematic } = row
  return { type: 'Feature', id, geometry, properties: { kind, name, details, height, layer, asOf, schematic } }
}

const sixth = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

function nearOf({ id, kind, name, place, metres, ...row }: NearRow): NearestScene['rows'][number] {
  const { details, layer, source, asOf, schematic } = row
  return {
    ...{ id, kind, name, lon: sixth(place[0]), lat: sixth(place[1]), metres: Math.round(metres) },
    ...{ details, layer, source, asOf, schematic },
  }
}

import type pg from 'pg'
import { areaAt, placesOf } from '../area/places.ts'
import { hashText } from '../area/rules/chance.ts'
import { boundsOf, middleOf, widen } from '../scene/rules/geometry.ts'
import { reachBox } from '../scene/rules/reach.ts'
import type { Bounds, Position, SceneFeature } from '../scene/types.ts'
import { type Building, footprintOf, neighboursOf } from './lay-footprints.ts'
import { layScene } from './lay-scene.ts'
import { copyScene, inOneTransaction } from './store.ts'

/** Towns with a scene layer in the demo: as many as the programme has demo towns (domain.md 7.5). Screens count rows. */
const demoTowns = 116
/** The town of the newcomer's story has one in any case. */
const storyTown = '500105005'
const source = '示意：由演示种子生成'

type Town = { code: string; name: string; path: string; district: string }
export type SeededLayer = {
  id: string
  area: string
  name: string
  features: (SceneFeature & { reach: string })[]
  bounds: Bounds
}

/** Invented scene features of some towns, and footprints of the demo's high-rises and the houses around them, where there are no layers yet. Answers what was made. */
export async function seedScene(client: pg.ClientBase, now: Date): Promise<{ towns: number; features: number } | null> {
  if ((await client.query('select 1 from scene_layers limit 1')).rowCount) return null
  const { rows: towns } = await client.query<Town>(
    `select code, name, path, operating_district as district from areas where tier = 'town' and valid_to is null and path like '50/%' order by code`,
  )
  const { rows: buildings } = await client.query<Building>(
    `select code, name, area, lon, lat, (details->>'height')::float8 as height from objects where kind = 'building' and valid_to is null and demo order by code`,
  )
  const layers = [...chosen(towns).map(layerOf), ...footprintLayers(buildings)]
  const dayBefore = new Date(now.getTime() - 86_400_000)
  await inOneTransaction(client, () => copyScene(client, layers, { source, now: dayBefore }))
  await client.query('analyze scene_layers, scene_versions, scene_features')
  return { towns: chosen(towns).length, features: layers.reduce((sum, { features }) => sum + features.length, 0) }
}

/** Towns spread over all districts: the first of each by a number drawn from its code, then the second of each … */
export function chosen<T extends Pick<Town, 'code' | 'district'>>(towns: readonly T[]): T[] {
  const drawn = (town: T): number => (town.code === storyTown ? -1 : hashText(`scene:${town.code}`))
  const byDistrict = Map.groupBy(towns, ({ district }) => district)
  return [...byDistrict.values()]
    .flatMap((list) => list.toSorted((a, b) => drawn(a) - drawn(b)).map((town, turn) => ({ town, turn })))
    .toSorted((a, b) => a.turn - b.turn || a.town.code.localeCompare(b.town.code))
    .slice(0, demoTowns)
    .map(({ town }) => town)
}

function layerOf(town: Town): SeededLayer {
  const shape = placesOf('50').shapeOf(town.code)!
  const pathOf = (at: Position): string => {
    const path = areaAt(...at)?.path
    return path?.startsWith(town.path) ? path : town.path
  }
  const features = layScene({ ...town, shape }).map((one) => ({ ...one, area: pathOf(middleOf(one.geometry)), height: null }))
  return finished(`scene-${town.code}`, town.path, '实景要素（示意）', features)
}

function finished(id: string, area: string, name: string, features: readonly SceneFeature[]): SeededLayer {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  const withReach = features.map((one) => {
    const [west, south, east, north] = boundsOf(one.geometry)
    widen(box, [west, south])
    widen(box, [east, north])
    return { ...one, reach: reachBox(one.kind, [west, south, east, north]) }
  })
  return { id, area, name, features: withReach, bounds: box }
}

/** A layer of footprints per district of the demo's high-rises, and one of the houses around them. */
function footprintLayers(buildings: readonly Building[]): SeededLayer[] {
  const byDistrict = Map.groupBy(buildings, ({ area }) => area.split('/').slice(0, 2).join('/'))
  return [...byDistrict].flatMap(([district, list]) => {
    const code = district.split('/')[1]
    const towers = list.map((building) => withArea(footprintOf(building), building.area))
    const houses = neighboursOf(list).map((house) => withArea(house, `${district}/`))
    return [
      finished(`scene-footprints-${code}`, `${district}/`, '建筑轮廓（示意）', towers),
      finished(`scene-houses-${code}`, `${district}/`, '周边房屋（示意）', houses),
    ]
  })
}

const withArea = (feature: Omit<SceneFeature, 'area'>, otherwise: string): SceneFeature => ({
  ...feature,
  area: areaAt(...middleOf(feature.geometry))?.path ?? otherwise,
})

// Made-up ground for the bench of scene features, and a week in the life of a truck.
import type pg from 'pg'
import { areaAt } from '../../server/city/area/places.ts'
import { type Chance, chanceFrom } from '../../server/city/area/rules/chance.ts'
import { boundsOf } from '../../server/city/scene/rules/geometry.ts'
import { reachBox } from '../../server/city/scene/rules/reach.ts'
import type { SceneFeature } from '../../server/city/scene/types.ts'
import type { SeededLayer } from '../../server/city/seed/scene.ts'
import { copyScene, inOneTransaction } from '../../server/city/seed/store.ts'

/** The truck whose week is written. */
export const truck = 'bench-truck'

/** A layer of a town has so many. */
const perLayer = 5_000
/** Half the side of the square that is filled, degrees. */
const half = 0.25
type Place = { lon: number; lat: number }

/** So many features of all kinds around a place, in layers; the same every time. */
export function layGround(count: number, centre: Place): SeededLayer[] {
  const chance = chanceFrom('bench/scene')
  return Array.from({ length: Math.ceil(count / perLayer) }, (_, n): SeededLayer => {
    const size = Math.min(perLayer, count - n * perLayer)
    const features = Array.from({ length: size }, (_, i) => featureOf(n * perLayer + i, centre, chance))
    const bounds: SeededLayer['bounds'] = [centre.lon - half, centre.lat - half, centre.lon + half, centre.lat + half]
    return { id: `bench-${n}`, area: '50/', name: `bench ${n}`, features, bounds }
  })
}

function featureOf(n: number, centre: Place, chance: Chance): SceneFeature & { reach: string } {
  const [lon, lat] = [centre.lon + (chance() * 2 - 1) * half, centre.lat + (chance() * 2 - 1) * half]
  const made = shapeOf(n % 10, [lon, lat], chance)
  const area = areaAt(lon, lat)?.path ?? '50/500105/'
  return { ...made, name: `${n} 号`, area, details: {}, reach: reachBox(made.kind, boundsOf(made.geometry)) }
}

function shapeOf(turn: number, [lon, lat]: [number, number], chance: Chance): Pick<SceneFeature, 'kind' | 'geometry' | 'height'> {
  const square = (side: number): SceneFeature['geometry'] => ({
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + side, lat],
        [lon + side, lat + side],
        [lon, lat + side],
        [lon, lat],
      ],
    ],
  })
  if (turn < 5) return { kind: 'footprint', geometry: square(0.00015 + chance() * 0.0002), height: 6 + Math.round(chance() * 90) }
  if (turn < 7) return { kind: 'hydrant', geometry: { type: 'Point', coordinates: [lon, lat] }, height: null }
  if (turn === 7) return { kind: 'water', geometry: square(0.0003 + chance() * 0.002), height: null }
  if (turn === 8) return { kind: 'shelter', geometry: square(0.0004 + chance() * 0.0006), height: null }
  const [east, north] = [chance() * 0.012 - 0.006, chance() * 0.012 - 0.006]
  const line = Array.from({ length: 8 }, (_, i): [number, number] => [lon + (east * i) / 7, lat + (north * i) / 7])
  return { kind: 'road', geometry: { type: 'LineString', coordinates: line }, height: null }
}

/** Writes the layers as imported ones of yesterday. */
export const fillGround = (client: pg.Client, layers: readonly SeededLayer[]): Promise<void> =>
  inOneTransaction(client, async () => {
    await copyScene(client, layers, { source: 'bench', now: new Date(Date.now() - 86_400_000) })
    await client.query(`update scene_versions set schematic = false where layer like 'bench-%'`)
  })

/** A position each ten seconds for a week, silent from one to five at night. Answers how many. */
export async function positionsOfAWeek(client: pg.Client, centre: Place): Promise<number> {
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat) values ($1, 'spoil-truck', 'spoil-truck', 'BT', '渝X99999', '50/500105/', $2, $3)`,
    [truck, centre.lon, centre.lat],
  )
  await client.query(
    `insert into devices (id, object, kind, pack, name, interval_s) values ($1, $1, 'vehicle-terminal', 'spoil-truck', 'BT', 10)`,
    [truck],
  )
  const { rowCount } = await client.query(
    `insert into readings (at, device, received_at, values)
     select t, $1, t, jsonb_build_object('lon', $2::float8 + 0.05 * sin(extract(epoch from t) / 4000), 'lat', $3::float8 + 0.05 * cos(extract(epoch from t) / 3000),
       'speed', 30 + extract(minute from t)::int % 20, 'load', case when extract(hour from t)::int % 2 = 0 then 100 else 0 end)
     from generate_series(now() - interval '7 days' + interval '1 minute', now() - interval '10 seconds', interval '10 seconds') t
     where extract(hour from t at time zone 'Asia/Shanghai') not between 1 and 4`,
    [truck, centre.lon, centre.lat],
  )
  return rowCount ?? 0
}

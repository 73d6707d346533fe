import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { demoTrips } from '../../contract/demo-haul.ts'
import { encodeTile } from '../../protocols/mvt/encode.ts'
import { lines, polygon } from '../../protocols/mvt/geometry.ts'
import type { TileGeometry } from '../../protocols/mvt/types.ts'
import { writePmtiles } from '../pmtiles-write.ts'

/** The first truck of the demo that tells where it is. */
export const truck = { device: demoTrips[0].device, name: demoTrips[0].plate, lon: demoTrips[0].lon, lat: demoTrips[0].lat }

const minuteMs = 60_000
/**
 * Writes where the truck was before a moment: loaded for an hour, an hour of nothing, then empty for half an hour until five minutes ago;
 * a position each half minute. The server has no clock to be moved: its past is written instead. Answers how many positions.
 */
export async function driveTruck(databaseUrl: string, now: Date): Promise<number> {
  const drive = (from: number, to: number, load: number, [east, north]: [number, number]) => {
    const n = (from - to) * 2
    return Array.from({ length: n + 1 }, (_, i) => ({
      at: new Date(now.getTime() - from * minuteMs + i * 30_000),
      values: {
        lon: truck.lon + east + 0.0004 * i * (load > 0 ? 1 : -1),
        lat: truck.lat + north + 0.004 * Math.sin(i / 14),
        ...{ speed: 36 + (i % 7), load },
      },
    }))
  }
  const rows = [...drive(150, 90, 100, [-0.05, -0.01]), ...drive(35, 5, 0, [0.0, 0.004])]
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  await db.query(
    `insert into readings (at, device, received_at, values) select at, $1, at, values from unnest($2::timestamptz[], $3::jsonb[]) as r(at, values)`,
    [truck.device, rows.map(({ at }) => at), rows.map(({ values }) => JSON.stringify(values))],
  )
  await db.end()
  return rows.length
}

/** A small base map of the tile around 寸滩街道: two rivers that meet, woods and streets, as no survey has them. */
export function writeBaseMap(path: string): void {
  const [z, x, y] = [10, 815, 423]
  const extent = 4096
  const one = (geometry: TileGeometry | null) => (geometry ? [{ ...geometry, properties: {} }] : [])
  const winding = (n: number, at: (i: number) => [number, number]) =>
    Array.from({ length: n }, (_, i) => at(i).map(Math.round)).flat()
  const river = (from: number, falls: number, wide: number): number[] => [
    ...winding(60, (i) => [i * 70, from + falls * i + 120 * Math.sin(i / 4)]),
    ...winding(60, (i) => [(59 - i) * 70, from + falls * (59 - i) + 120 * Math.sin((59 - i) / 4) + wide]),
  ]
  const street = (i: number): number[] =>
    winding(40, (n) => {
      const [along, beside] = [n * 105, i * 45 + 10 * Math.sin(n + i)]
      return i % 2 === 0 ? [along, beside] : [beside, along]
    })
  const woods = [0, 1, 2, 3, 4, 5].map((i) => {
    const [px, py] = [500 + i * 330, 2_560 + (i % 3) * 240]
    return [px, py, px + 180, py + 40, px + 200, py + 170, px + 30, py + 150]
  })
  const rivers = [...one(polygon([river(3_000, 2, 90)])), ...one(polygon([river(3_400, -4, 60)]))]
  const bytes = encodeTile([
    { name: 'landuse', extent, features: one(polygon(woods)) },
    { name: 'water', extent, features: rivers },
    { name: 'roads', extent, features: one(lines(Array.from({ length: 90 }, (_, i) => street(i)))) },
  ])
  const layers = ['landuse', 'water', 'roads'].map((id) => ({ id }))
  const metadata = { name: '测试底图', attribution: '编造，不是测绘成果', vector_layers: layers }
  writeFileSync(path, writePmtiles([{ z, x, y, bytes }], { metadata }))
}

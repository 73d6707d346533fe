import type { CameraState, MapCameras } from '../../../../contract/camera-list.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db } from '../../../kernel/spine.ts'
import { areaSql, stateSql } from './store-list.ts'
import type { CameraProtocol } from './types.ts'

const from = `from cameras c join senders s on s.protocol = c.protocol and s.number = c.number join devices d on d.id = s.device join objects o on o.id = d.object`
/** Cameras of one's areas that told where they stand, of platforms that are still heard. */
const seenSql = (scope: readonly string[], values: unknown[]): string =>
  `c.cell is not null and d.state <> 'retired' and ${scopeSql(areaSql, scope, values)}`

/** Cameras in one cell; `out`: of them off or not listed any more; `first`: the lowest cell among them. */
export type CameraSum = { key: string; n: number; out: number; lon: number; lat: number; first: string }
type Cells = { from: number; to: number }

/** How many cameras stand in the cells of a range. */
export function sumCameras(db: Db, scope: readonly string[], cells: Cells & { shift: number }): Promise<CameraSum[]> {
  const values: unknown[] = [cells.from, cells.to, cells.shift]
  return db.query<CameraSum>(
    `select c.cell >> $3 as key, count(*)::int as n, count(*) filter (where ${stateSql} in ('off', 'gone'))::int as out,
       avg(c.lon) as lon, avg(c.lat) as lat, min(c.cell) as first
     ${from} where c.cell >= $1 and c.cell < $2 and ${seenSql(scope, values)} group by 1`,
    values,
  )
}

export type CameraSpot = {
  protocol: CameraProtocol
  number: string
  camera: string
  name: string | null
  state: CameraState
  lon: number
  lat: number
  cell: string
}
const spot = `c.protocol, c.number, c.camera, c.name, ${stateSql} as state, c.lon, c.lat, c.cell`

/** Each camera of a range of cells, so many at most. */
export function camerasIn(db: Db, scope: readonly string[], cells: Cells, most: number): Promise<CameraSpot[]> {
  const values: unknown[] = [cells.from, cells.to, most]
  return db.query<CameraSpot>(
    `select ${spot} ${from} where c.cell >= $1 and c.cell < $2 and ${seenSql(scope, values)}
     order by c.cell, c.protocol, c.number, c.camera limit $3`,
    values,
  )
}

/** The cameras of some cells. */
export function camerasAt(db: Db, scope: readonly string[], cells: readonly string[]): Promise<CameraSpot[]> {
  const values: unknown[] = [cells]
  return db.query<CameraSpot>(`select ${spot} ${from} where c.cell = any($1::bigint[]) and ${seenSql(scope, values)}`, values)
}

type Box = { west: number; south: number; east: number; north: number }

/** The cameras of a box by what was said of them, and when the one listed longest ago was. */
export async function countBox(
  db: Db,
  scope: readonly string[],
  { west, south, east, north, ...cells }: Box & Cells,
): Promise<Omit<MapCameras, 'at' | 'listedAt'> & { listed: Date | null }> {
  const values: unknown[] = [cells.from, cells.to, west, east, south, north]
  const rows = await db.query<{ state: CameraState; n: number; listed: Date }>(
    `select ${stateSql} as state, count(*)::int as n, min(c.seen_at) as listed ${from}
     where c.cell >= $1 and c.cell < $2 and c.lon between $3 and $4 and c.lat between $5 and $6 and ${seenSql(scope, values)} group by 1`,
    values,
  )
  const of = (state: CameraState): number => rows.find((row) => row.state === state)?.n ?? 0
  const [listed] = rows.map((row) => row.listed).toSorted((a, b) => a.getTime() - b.getTime())
  return { on: of('on'), off: of('off'), unsaid: of('unsaid'), gone: of('gone'), listed: listed ?? null }
}

export type NearLine = Omit<CameraSpot, 'cell'> & {
  seen_at: Date
  /** the newest picture kept of what it noticed, in whose area, and the case it is evidence of */
  picture: string | null
  picture_at: Date | null
  picture_area: string | null
  picture_event: string | null
}
type Around = { lon: number; lat: number; box: Box & Cells; most: number }

/** The cameras of a box that stand nearest to a place, so many at most, each with the newest picture that is kept of it. */
export function camerasNear(db: Db, scope: readonly string[], { lon, lat, box, most }: Around): Promise<NearLine[]> {
  const values: unknown[] = [box.from, box.to, box.west, box.east, box.south, box.north, lon, lat, most]
  return db.query<NearLine>(
    `with near as (
       select ${spot}, c.seen_at, power((c.lon - $7) * cos(radians($8::float8)), 2) + power(c.lat - $8, 2) as far ${from}
       where c.cell >= $1 and c.cell < $2 and c.lon between $3 and $4 and c.lat between $5 and $6 and ${seenSql(scope, values)}
       order by far, c.protocol, c.number, c.camera limit $9)
     select n.protocol, n.number, n.camera, n.name, n.state, n.lon, n.lat, n.seen_at, p.* from near n left join lateral (
       select g.photo as picture, g.at as picture_at, s.area as picture_area, f.event as picture_event
       from sightings g join suspicions s on s.id = g.suspicion join files f on f.id = g.photo
       where g.protocol = n.protocol and g.number = n.number and g.camera = n.camera and g.photo is not null
       order by g.at desc limit 1) p on true
     order by n.far, n.protocol, n.number, n.camera`,
    values,
  )
}

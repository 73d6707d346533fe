// The polygons and points in PostGIS, indexed and analyzed as its manual advises, and the questions put to it.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { isInside, ringArea } from '../../server/city/area/rules/shape.ts'
import type { Shape } from '../../server/city/area/types.ts'

export type Grid = { code: string; shape: Shape }
export type Point = { lon: number; lat: number }
/** What is within a hair of a point: the grids, and whether one of their borders is. */
export type Near = { near: string[]; onBorder: boolean }

/** In degrees, a thousandth of a millimetre: the corners are doubles, good for about 1e-14 degrees. */
const hair = 1e-11

const covering = '(select min(g.code) from grids g where ST_Covers(g.geom, p.geom))'

/** A connection to a database with PostGIS; one thread, as our look-up is one. */
export async function openPostgis(url: string): Promise<{ client: pg.Client; version: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create extension postgis')
  await client.query('set max_parallel_workers_per_gather = 0')
  const { rows } = await client.query<{ v: string }>('select postgis_lib_version() as v')
  return { client, version: rows[0]!.v }
}

export async function loadPostgis(client: pg.Client, grids: readonly Grid[], points: readonly Point[]): Promise<void> {
  const copy = (statement: string, lines: Iterable<string>): Promise<void> =>
    pipeline(Readable.from(lines), client.query(copyFrom(statement)))
  await client.query('create table grids (code text primary key, geom geometry(MultiPolygon, 4326))')
  await client.query('create table points (id int primary key, geom geometry(Point, 4326))')
  await copy(
    'copy grids from stdin',
    linesOf(grids, ({ code, shape }) => `${code}\t${wkb(shape)}\n`),
  )
  await copy(
    'copy points from stdin',
    linesOf(points, ({ lon, lat }, n) => `${n}\t${wkbPoint(lon, lat)}\n`),
  )
  await client.query('create index on grids using gist (geom)')
  await client.query('cluster grids using grids_geom_idx')
  await client.query('vacuum analyze')
}

/** The grid of every point, in their order: the lowest code of those that cover it. */
export async function codesOfAll(client: pg.Client): Promise<(string | null)[]> {
  const { rows } = await client.query<{ code: string | null }>(`select ${covering} as code from points p order by id`)
  return rows.map(({ code }) => code)
}

/** What is near some points, by their numbers. */
export async function nearOf(client: pg.Client, points: number[]): Promise<Map<number, Near>> {
  const { rows } = await client.query<Near & { id: number }>(
    `select p.id, n.near, n.on_border as "onBorder" from points p, lateral (
       select coalesce(array_agg(g.code), '{}') as near, coalesce(bool_or(ST_DWithin(ST_Boundary(g.geom), p.geom, ${hair})), false) as on_border
       from grids g where ST_DWithin(g.geom, p.geom, ${hair})) n
     where p.id = any($1)`,
    [points],
  )
  return new Map(rows.map(({ id, ...near }) => [id, near]))
}

/** The grids of the first so many points, counted in the database so that no answer has to travel. */
export const manyPoints = (client: pg.Client, many: number): Promise<unknown> =>
  client.query({ name: 'many', text: `select count(${covering}) from points p where id < $1`, values: [many] })

/** The grid of one point, as a server would ask. */
export const onePoint = (client: pg.Client, { lon, lat }: Point): Promise<unknown> =>
  client.query({
    name: 'one',
    text: 'select min(code) as code from grids where ST_Covers(geom, ST_SetSRID(ST_MakePoint($1, $2), 4326))',
    values: [lon, lat],
  })

function* linesOf<T>(list: Iterable<T>, line: (one: T, n: number) => string): Generator<string> {
  let n = 0
  for (const one of list) yield line(one, n++)
}

const head = (kind: number): Buffer => {
  const bytes = Buffer.alloc(9)
  bytes.writeUInt8(1, 0)
  bytes.writeUInt32LE(kind | 0x20000000, 1)
  bytes.writeUInt32LE(4326, 5)
  return bytes
}
const count = (n: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n, 0)
  return bytes
}
const doubles = (values: readonly number[]): Buffer => Buffer.from(Float64Array.from(values).buffer)

const wkbPoint = (lon: number, lat: number): string => Buffer.concat([head(1), doubles([lon, lat])]).toString('hex')

/** A shape of outer rings and holes at full precision: what the API gives out is rounded to six decimals. */
function wkb(shape: Shape): string {
  const holes = shape.filter((ring) => ringArea(ring) < 0)
  const polygons = shape
    .filter((ring) => ringArea(ring) > 0)
    .map((ring) => [ring, ...holes.filter((hole) => isInside([ring], hole[0]!, hole[1]!))])
  const bytes = polygons.flatMap((rings) => [
    Buffer.from([1, 3, 0, 0, 0]),
    count(rings.length),
    ...rings.flatMap((ring) => [count(ring.length / 2 + 1), doubles([...ring, ring[0]!, ring[1]!])]),
  ])
  return Buffer.concat([head(6), count(polygons.length), ...bytes]).toString('hex')
}

import type { SceneDetails, SceneGeometry } from '../../../contract/scene.ts'
import type { SceneKind } from '../../../contract/scene-kinds.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { scopeSql } from '../permit/scope.ts'
import { boundsOf, metresPerDegree, nearestPoint } from './rules/geometry.ts'
import { reachBox, reachPoint } from './rules/reach.ts'
import type { Bounds, Position, SceneFeature } from './types.ts'

/** A feature with the state of the layer it stands in. */
export type FeatureRow = {
  id: string
  kind: SceneKind
  name: string
  geometry: SceneGeometry
  details: SceneDetails
  height: number | null
  layer: string
  source: string
  asOf: string
  schematic: boolean
}
const columns = `f.id::text, f.kind, f.name, f.geometry, f.details, f.height, l.name as layer, v.source, v.as_of::text as "asOf", v.schematic`
const joins = `join scene_layers l on l.id = f.layer join scene_versions v on v.layer = f.layer and v.version = f.version`

/** `scope`: path prefixes of what may be seen. */
export type InBox = { bounds: Bounds; kinds: readonly SceneKind[]; scope: readonly string[] }

function boxSql({ bounds, kinds, scope }: InBox, values: unknown[]): string {
  const boxes = kinds.map((kind) => `f.reach && $${values.push(reachBox(kind, bounds))}::box`)
  return `f.live and (${boxes.join(' or ') || 'false'}) and ${scopeSql('f.area', scope, values)}`
}

/** Features that touch a box, in the order they came; `total` counts those beyond the limit too. */
export async function featuresIn(db: Db, wish: InBox, limit: number): Promise<{ rows: FeatureRow[]; total: number }> {
  const values: unknown[] = []
  const where = boxSql(wish, values)
  const [count] = await db.query<{ n: number }>(`select count(*)::int as n from scene_features f where ${where}`, values)
  values.push(limit)
  const rows = await db.query<FeatureRow>(
    `select ${columns} from (select * from scene_features f where ${where} order by f.id limit $${values.length}) f ${joins} order by f.id`,
    values,
  )
  return { rows, total: count!.n }
}

/** One feature of the state in force, and the name of its area; null: there is none there. */
export async function featureById(
  db: Db,
  id: string,
  scope: readonly string[],
): Promise<(FeatureRow & { areaName: string | null; place: Position }) | null> {
  const values: unknown[] = [id]
  const [row] = await db.query<FeatureRow & { areaName: string | null; lon: number; lat: number }>(
    `select ${columns}, f.lon, f.lat, (select string_agg(name, ' ' order by length(path)) from areas
       where path = any(array[split_part(f.area, '/', 1) || '/' || split_part(f.area, '/', 2) || '/', array_to_string((string_to_array(f.area, '/'))[1:3], '/') || '/'])) as "areaName"
     from scene_features f ${joins} where f.id = $1::bigint and f.live and ${scopeSql('f.area', scope, values)}`,
    values,
  )
  if (!row) return null
  const { lon, lat, ...rest } = row
  return { ...rest, place: [lon, lat] }
}

export type Near = { kind: SceneKind; at: Position; n: number; within: number; scope: readonly string[] }
export type NearRow = FeatureRow & { place: Position; metres: number }

/** So many more than wished are measured exactly: a road's box may be nearer than the road. */
const spare = 24

/** The nearest features of a kind, by the ground, within so many metres. */
export async function nearestOf(db: Db, { kind, at, n, within, scope }: Near): Promise<NearRow[]> {
  const [dy, dx] = [within / metresPerDegree, within / metresPerDegree / Math.cos((at[1] * Math.PI) / 180)]
  const values: unknown[] = [reachBox(kind, [at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy]), reachPoint(kind, at), n + spare]
  const inside = scopeSql('f.area', scope, values)
  const rows = await db.query<FeatureRow>(
    `select ${columns} from (
       select * from scene_features f where f.live and f.reach && $1::box and ${inside} order by f.reach <-> $2::point limit $3) f ${joins}`,
    values,
  )
  return rows
    .map((row) => {
      const { at: place, metres } = nearestPoint(row.geometry, at)
      return { ...row, place, metres }
    })
    .filter(({ metres }) => metres <= within)
    .toSorted((a, b) => a.metres - b.metres || Number(a.id) - Number(b.id))
    .slice(0, n)
}

/** Writes the features of a state that comes into force, in parts. */
export async function insertFeatures(tx: Tx, layer: string, version: number, features: readonly SceneFeature[]): Promise<void> {
  for (let from = 0; from < features.length; from += rowsAtOnce) {
    const some = features.slice(from, from + rowsAtOnce)
    await tx.query(
      `insert into scene_features (layer, version, live, kind, name, area, geometry, details, height, reach)
       select $1, $2, true, n.* from unnest($3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::float8[], $9::text[]::box[]) as n`,
      [
        ...[layer, version, some.map(({ kind }) => kind), some.map(({ name }) => name), some.map(({ area }) => area)],
        some.map(({ geometry }) => JSON.stringify(geometry)),
        some.map(({ details }) => JSON.stringify(details)),
        some.map(({ height }) => height),
        some.map(({ kind, geometry }) => reachBox(kind, boundsOf(geometry))),
      ],
    )
  }
}
const rowsAtOnce = 2_000

import type { SceneGeometry } from '../../../contract/scene.ts'
import type { SceneKind } from '../../../contract/scene-kinds.ts'
import type { Db } from '../../kernel/spine.ts'
import { scopeSql } from '../permit/scope.ts'
import { reachBox } from './rules/reach.ts'
import type { Bounds } from './types.ts'

/** Features of one kind in one cell; `first`: one of them. */
export type SceneSum = { key: string; kind: SceneKind; n: number; lon: number; lat: number; first: string }
type Cells = { from: number; to: number; shift: number; kinds: readonly SceneKind[]; scope: readonly string[] }

/** What is told as points: houses and roads never are, and are not in the index (migration 0188). */
const pointsSql = `f.live and f.kind <> 'footprint' and f.kind <> 'road'`

/** How many features of which kind lie in the cells of a range, read off one index; houses and roads are not counted. */
export function sumCells(db: Db, { from, to, shift, kinds, scope }: Cells): Promise<SceneSum[]> {
  const values: unknown[] = [from, to, shift, kinds]
  return db.query<SceneSum>(
    `select f.cell >> $3 as key, f.kind, count(*)::int as n, avg(f.lon) as lon, avg(f.lat) as lat, min(f.cell) as first from scene_features f
     where ${pointsSql} and f.cell >= $1 and f.cell < $2 and f.kind = any($4::text[]) and ${scopeSql('f.area', scope, values)} group by 1, 2`,
    values,
  )
}

export type SceneSpot = { id: string; kind: SceneKind; name: string; cell: string; lon: number; lat: number }

/** The features, but houses and roads, whose middles stand in some cells. */
export function spotsAt(
  db: Db,
  cells: readonly string[],
  { kinds, scope }: Pick<Cells, 'kinds' | 'scope'>,
): Promise<SceneSpot[]> {
  const values: unknown[] = [cells, kinds]
  return db.query<SceneSpot>(
    `select f.id::text, f.kind, f.name, f.cell, f.lon, f.lat from scene_features f
     where ${pointsSql} and f.cell = any($1::bigint[]) and f.kind = any($2::text[]) and ${scopeSql('f.area', scope, values)} order by f.id`,
    values,
  )
}

export type SceneShapeRow = { id: string; kind: SceneKind; name: string; geometry: SceneGeometry; width: number | null }
type Box = { bounds: Bounds; kinds: readonly SceneKind[]; scope: readonly string[]; least: number; most: number }

/** What of these kinds touches a box and is at least so large (degrees of latitude), the largest first. Far out an index of the large ones answers (migration 0188). */
function sizedSql({ bounds, kinds, scope, least, most }: Box, values: unknown[]): string {
  const boxes = kinds.map((kind) => `f.reach && $${values.push(reachBox(kind, bounds))}::box`)
  return `select f.* from scene_features f where f.live and (${boxes.join(' or ') || 'false'}) and f.size > 0 and f.size >= $${values.push(least)}
     and ${scopeSql('f.area', scope, values)} order by f.size desc, f.id limit $${values.push(most)}`
}

/** Lines and areas of a box as themselves, the largest first. */
export function shapesIn(db: Db, box: Box): Promise<SceneShapeRow[]> {
  const values: unknown[] = []
  return db.query<SceneShapeRow>(
    `select f.id::text, f.kind, f.name, f.geometry, (f.details->>'width')::float8 as width from (${sizedSql(box, values)}) f`,
    values,
  )
}

/** A building's outline; `object`: the code of its entry in the register. */
export type FootprintRow = {
  id: string
  name: string
  geometry: SceneGeometry
  height: number | null
  object: string | null
  schematic: boolean
}

/** Footprints of a box. An invented one is not drawn where an imported one touches it. */
export function footprintsIn(db: Db, box: Omit<Box, 'kinds'>): Promise<FootprintRow[]> {
  const values: unknown[] = []
  const found = sizedSql({ ...box, kinds: ['footprint'] }, values)
  return db.query<FootprintRow>(
    `select f.id::text, f.name, f.geometry, f.height, f.details->>'object' as object, v.schematic from (${found}) f
     join scene_versions v on v.layer = f.layer and v.version = f.version
     where not v.schematic or not exists (
       select 1 from scene_features g join scene_versions w on w.layer = g.layer and w.version = g.version
       where g.live and g.kind = 'footprint' and g.reach && f.reach and g.id <> f.id and not w.schematic)`,
    values,
  )
}

/** Counts by kind of what touches a box, of at most so many features. */
export function countsIn(
  db: Db,
  { bounds, kinds, scope }: Pick<Box, 'bounds' | 'kinds' | 'scope'>,
  most: number,
): Promise<{ kind: SceneKind; n: number; asOf: string }[]> {
  const values: unknown[] = []
  const boxes = kinds.map((kind) => `f.reach && $${values.push(reachBox(kind, bounds))}::box`)
  return db.query(
    `select f.kind, count(*)::int as n, min(v.as_of)::text as "asOf" from (
       select f.kind, f.layer, f.version from scene_features f where f.live and (${boxes.join(' or ') || 'false'}) and ${scopeSql('f.area', scope, values)} limit $${values.push(most)}) f
     join scene_versions v on v.layer = f.layer and v.version = f.version group by 1`,
    values,
  )
}

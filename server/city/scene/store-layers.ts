import type { SceneKind } from '../../../contract/scene-kinds.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { scopeSql } from '../permit/scope.ts'
import type { Bounds, LayerState } from './types.ts'

/** So many states before the one in force can be brought back. */
export const formerKept = 3

export type LayerRow = { id: string; area: string; areaName: string; name: string; version: number; states: StateRow[] }
export type StateRow = {
  version: number
  source: string
  crs: string
  asOf: string
  schematic: boolean
  counts: Partial<Record<SceneKind, number>>
  features: number
  bounds: Bounds
  takenAt: string
  takenBy: string | null
}

/** Layers of some areas by area and name, from a place on; each with its states, the newest first. */
export function layersOf(
  db: Db,
  scope: readonly string[],
  { after, limit }: { after: { area: string; name: string } | null; limit: number },
): Promise<LayerRow[]> {
  const values: unknown[] = []
  const inside = scopeSql('l.area', scope, values)
  const later = after ? ` and (l.area, l.name) > ($${values.push(after.area)}, $${values.push(after.name)})` : ''
  return db.query<LayerRow>(
    `select l.id, l.area, coalesce(a.name, l.area) as "areaName", l.name, l.version,
       (select jsonb_agg(jsonb_build_object('version', v.version, 'source', v.source, 'crs', v.crs, 'asOf', v.as_of, 'schematic', v.schematic,
          'counts', v.counts, 'features', v.features, 'bounds', v.bounds, 'takenAt', v.taken_at, 'takenBy', coalesce(p.name, v.taken_by)) order by v.version desc)
        from scene_versions v left join persons p on p.id = v.taken_by where v.layer = l.id) as states
     from scene_layers l left join areas a on a.path = l.area
     where ${inside}${later} order by l.area, l.name limit $${values.push(limit)}`,
    values,
  )
}

/** How many layers, how many towns with one of their own, how many features in force. */
export async function countLayers(db: Db, scope: readonly string[]): Promise<{ total: number; towns: number; features: number }> {
  const values: unknown[] = []
  const inside = scopeSql('l.area', scope, values)
  const [row] = await db.query<{ total: number; towns: number; features: number }>(
    `select count(*)::int as total, count(distinct l.area) filter (where split_part(l.area, '/', 4) = '' and split_part(l.area, '/', 3) <> '')::int as towns,
       coalesce(sum(v.features), 0)::int as features
     from scene_layers l join scene_versions v on v.layer = l.id and v.version = l.version where ${inside}`,
    values,
  )
  return row!
}

export type Standing = { id: string; area: string; name: string; version: number; features: number; asOf: string }
const standing = `select l.id, l.area, l.name, l.version, v.features, v.as_of::text as "asOf"
  from scene_layers l join scene_versions v on v.layer = l.id and v.version = l.version`

/** The layer of a name in an area; null: there is none yet. */
export async function layerNamed(db: Db, area: string, name: string): Promise<Standing | null> {
  return (await db.query<Standing>(`${standing} where l.area = $1 and l.name = $2`, [area, name]))[0] ?? null
}

/** The same, held until the end of the transaction: two who take it at once come one after the other. */
export async function lockLayer(tx: Tx, id: string): Promise<Standing | null> {
  return (await tx.query<Standing>(`${standing} where l.id = $1 for update of l`, [id]))[0] ?? null
}

/** A new layer without a state yet; null when somebody made it a moment before. */
export async function insertLayer(tx: Tx, { id, area, name }: Pick<Standing, 'id' | 'area' | 'name'>): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    'insert into scene_layers (id, area, name, version) values ($1, $2, $3, 0) on conflict do nothing returning id',
    [id, area, name],
  )
  return row?.id ?? null
}

/** The number of the next state of a layer. */
export async function nextVersion(tx: Tx, layer: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>('select coalesce(max(version), 0) + 1 as n from scene_versions where layer = $1', [
    layer,
  ])
  return row!.n
}

export async function insertState(tx: Tx, layer: string, version: number, state: LayerState): Promise<void> {
  const { source, crs, asOf, schematic, counts, features, bounds, takenAt, takenBy } = state
  await tx.query(
    `insert into scene_versions (layer, version, source, crs, as_of, schematic, counts, features, bounds, taken_at, taken_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [layer, version, source, crs, asOf, schematic, JSON.stringify(counts), features, bounds, takenAt, takenBy],
  )
}

/** Is there such a state to bring back? */
export async function hasState(tx: Tx, layer: string, version: number): Promise<boolean> {
  return (await tx.query('select 1 from scene_versions where layer = $1 and version = $2', [layer, version])).length > 0
}

/** Puts a state of a layer in force instead of the one that is. */
export async function putInForce(tx: Tx, layer: string, version: number): Promise<void> {
  await tx.query('update scene_layers set version = $2 where id = $1', [layer, version])
  await tx.query('update scene_features set live = (version = $2) where layer = $1 and live <> (version = $2)', [layer, version])
}

/** Lets go of the oldest states beyond those that can be brought back; the one in force stays whatever its age. */
export async function dropOldStates(tx: Tx, layer: string): Promise<void> {
  const old = await tx.query<{ version: number }>(
    `delete from scene_versions v using scene_layers l where v.layer = $1 and l.id = v.layer and v.version <> l.version and v.version not in (
       select version from scene_versions where layer = $1 and version <> l.version order by version desc limit $2) returning v.version`,
    [layer, formerKept],
  )
  if (old.length > 0)
    await tx.query('delete from scene_features where layer = $1 and version = any($2)', [
      layer,
      old.map(({ version }) => version),
    ])
}

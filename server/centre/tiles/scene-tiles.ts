import { type SceneKind, sceneKinds } from '../../../contract/scene-kinds.ts'
import { points } from '../../../protocols/mvt/geometry.ts'
import type { TileFeature, TileGeometry, TileLayer, TileValue } from '../../../protocols/mvt/types.ts'
import { linesOf } from '../../city/scene/rules/geometry.ts'
import { sceneKindsOf } from '../../city/scene/scene-kinds-of.ts'
import { footprintsIn, type SceneShapeRow, type SceneSum, shapesIn, spotsAt, sumCells } from '../../city/scene/store-tiles.ts'
import type { Bounds } from '../../city/scene/types.ts'
import type { Db } from '../../kernel/spine.ts'
import { narrowed } from '../desk/store-sight.ts'
import { cut } from './rules/cut.ts'
import { cutLines } from './rules/cut-line.ts'
import { inward, radiusAt } from './rules/draw.ts'
import { gatherBy, meanOf, type Spot } from './rules/gather.ts'
import { boundsOf, cellsOf, extent, shiftOf, unitsIn } from './rules/mercator.ts'
import { footprintsFrom, leastDegrees, mostDrawn, sceneFrom, shapesFrom, singlesFrom } from './rules/scene-zoom.ts'
import { shapeOf } from './rules/wind.ts'
import { levelsOf } from './store-levels.ts'
import type { Asked, TileAt } from './types.ts'

/** A tile is summed in 16 × 16 parts while features are clustered, in 128 × 128 when each stands alone. */
const stepsAt = (z: number): number => (z < singlesFrom ? 4 : 7)
const edgesOf = (tile: TileAt): Bounds => {
  const { west, south, east, north } = boundsOf(tile, 0.02)
  return [west, south, east, north]
}
const scopeOf = ({ caller, wanted }: Asked): string[] => narrowed(caller.scope, wanted)

/** Features of the ground: as lines and areas where they are large enough to be seen as such, and as points, those near each other as one. */
export async function sceneTileLayers(db: Db, asked: Asked, tile: TileAt): Promise<TileLayer[]> {
  const wished = sceneKindsOf(asked.kinds?.join(',')).filter((kind) => kind !== 'footprint')
  if (tile.z < sceneFrom || wished.length === 0) return []
  const scope = scopeOf(asked)
  const drawn = wished.filter((kind) => sceneKinds[kind].shapes.some((shape) => shape !== 'point'))
  const box = { bounds: edgesOf(tile), kinds: drawn, scope, least: leastDegrees(tile.z, 'shape'), most: mostDrawn }
  // A road is a line and nothing else: its middle says nothing.
  const told = wished.filter((kind) => kind !== 'road')
  const [shapes, features] = await Promise.all([
    tile.z < shapesFrom || drawn.length === 0 ? [] : shapesIn(db, box),
    spotFeatures(db, tile, { kinds: told, scope }),
  ])
  return [
    { name: 'shapes', extent, features: shapes.flatMap((row) => shapeFeature(row, tile)) },
    { name: 'points', extent, features },
  ]
}

function shapeFeature({ id, kind, name, geometry, width }: SceneShapeRow, tile: TileAt): TileFeature[] {
  const isArea = geometry.type.endsWith('Polygon')
  const made: TileGeometry | null = isArea ? cut(shapeOf(geometry), tile) : cutLines(linesOf(geometry), tile)
  return made ? [{ ...made, properties: { id, kind, name, width: width ?? undefined } }] : []
}

type SceneSpot = Spot & { kinds: Partial<Record<SceneKind, number>>; first: string }
const joining = {
  before: () => 0,
  together: (spots: readonly SceneSpot[]): SceneSpot => {
    const kinds: SceneSpot['kinds'] = {}
    for (const spot of spots)
      for (const [kind, n] of Object.entries(spot.kinds) as [SceneKind, number][]) kinds[kind] = (kinds[kind] ?? 0) + n
    return { ...meanOf(spots), kinds, first: spots[0]!.first }
  },
}

type Wished = { kinds: readonly SceneKind[]; scope: readonly string[] }

async function spotFeatures(db: Db, tile: TileAt, wished: Wished): Promise<TileFeature[]> {
  if (wished.kinds.length === 0) return []
  const sums = await sumCells(db, { ...cellsOf(tile), shift: shiftOf(tile.z, stepsAt(tile.z)), ...wished })
  const spots = gatherBy(
    sums.map((sum) => spotOf(sum, tile)),
    tile.z < singlesFrom ? radiusAt(tile.z) : 0,
    joining,
  )
  const alone = spots.filter(({ n }) => n === 1)
  const named = alone.length > 0 ? await spotsAt(db, [...new Set(alone.map(({ first }) => first))], wished) : []
  const byCell = new Map(named.map((spot) => [`${spot.cell} ${spot.kind}`, spot]))
  const units = unitsIn(tile)
  return spots.flatMap((spot) => {
    const [kind] = Object.keys(spot.kinds) as [SceneKind]
    if (spot.n > 1) return [drawn(spot, { n: spot.n, kind: Object.keys(spot.kinds).length === 1 ? kind : undefined })]
    const found = byCell.get(`${spot.first} ${kind}`)
    // Replaced between the two reads: the next tile has what came instead.
    if (!found) return []
    const [x, y] = units(found.lon, found.lat)
    return [drawn({ x, y }, { id: found.id, kind, name: found.name })]
  })
}

function spotOf({ kind, n, lon, lat, first }: SceneSum, tile: TileAt): SceneSpot {
  const [x, y] = unitsIn(tile)(lon, lat)
  return { x: inward(tile.z, x), y: inward(tile.z, y), n, kinds: { [kind]: n }, first }
}

const drawn = ({ x, y }: Pick<Spot, 'x' | 'y'>, properties: Record<string, TileValue | undefined>): TileFeature => ({
  ...points([Math.round(x), Math.round(y)]),
  properties,
})

/** Footprints with their heights in metres (left out where nobody knows), and the level of the object that stands there, if the caller sees it. */
export async function footprintLayers(db: Db, asked: Asked, tile: TileAt): Promise<TileLayer[]> {
  if (tile.z < footprintsFrom) return []
  const least = leastDegrees(tile.z, 'footprint')
  const rows = await footprintsIn(db, { bounds: edgesOf(tile), scope: scopeOf(asked), least, most: mostDrawn })
  const codes = rows.flatMap(({ object }) => (object ? [object] : []))
  const levels = await levelsOf(db, { ...asked, kinds: null }, codes)
  const features = rows.flatMap(({ id, name, geometry, height, object, schematic }): TileFeature[] => {
    const made = cut(shapeOf(geometry), tile)
    const known = object ? levels.get(object) : undefined
    const properties = {
      ...{ id, name, height: height ?? undefined, schematic: schematic || undefined },
      ...{ level: known?.level, object: known?.id },
    }
    return made ? [{ ...made, properties }] : []
  })
  return [{ name: 'footprints', extent, features }]
}

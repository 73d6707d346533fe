import { points } from '../../../protocols/mvt/geometry.ts'
import type { TileFeature, TileLayer } from '../../../protocols/mvt/types.ts'
import { type CameraSpot, camerasAt, camerasIn, sumCameras } from '../../flow/1-ingest/cameras/store-map.ts'
import type { Db } from '../../kernel/spine.ts'
import { narrowed } from '../desk/store-sight.ts'
import { inward, radiusAt } from './rules/draw.ts'
import { gatherBy, meanOf, type Spot } from './rules/gather.ts'
import { cellsOf, extent, shiftOf, unitsIn } from './rules/mercator.ts'
import { apart } from './rules/pole.ts'
import { camerasFrom, mostDrawn, singlesFrom } from './rules/scene-zoom.ts'
import type { Asked, TileAt } from './types.ts'

type Part = Spot & { out: number; first: string }
const joining = {
  before: () => 0,
  together: (parts: readonly Part[]): Part => ({
    ...meanOf(parts),
    out: parts.reduce((sum, { out }) => sum + out, 0),
    first: parts[0]!.first,
  }),
}

/** Cameras: those near each other as one with how many are out, near enough each alone; on one pole beside each other. What was said of them is as of now, whatever moment the map shows. */
export async function cameraLayers(db: Db, { caller, wanted }: Asked, tile: TileAt): Promise<TileLayer[]> {
  if (tile.z < camerasFrom) return []
  const scope = narrowed(caller.scope, wanted)
  const features = tile.z < singlesFrom ? await heaped(db, scope, tile) : await each(db, scope, tile)
  return [{ name: 'cameras', extent, features }]
}

async function each(db: Db, scope: readonly string[], tile: TileAt): Promise<TileFeature[]> {
  const units = unitsIn(tile)
  const spots = await camerasIn(db, scope, cellsOf(tile), mostDrawn)
  return apart(spots.map((spot) => ({ at: units(spot.lon, spot.lat), spot }))).map(({ at, spot }) => single(spot, at))
}

async function heaped(db: Db, scope: readonly string[], tile: TileAt): Promise<TileFeature[]> {
  const units = unitsIn(tile)
  const sums = await sumCameras(db, scope, { ...cellsOf(tile), shift: shiftOf(tile.z, 4) })
  const parts = sums.map(({ lon, lat, n, out, first }): Part => {
    const [x, y] = units(lon, lat)
    return { x: inward(tile.z, x), y: inward(tile.z, y), n, out, first }
  })
  const heaps = gatherBy(parts, radiusAt(tile.z), joining)
  const alone = heaps.filter(({ n }) => n === 1).map(({ first }) => first)
  const named = alone.length > 0 ? await camerasAt(db, scope, alone) : []
  const byCell = new Map(named.map((spot) => [spot.cell, spot]))
  return heaps.flatMap(({ x, y, n, out, first }): TileFeature[] => {
    if (n > 1) return [{ ...points([Math.round(x), Math.round(y)]), properties: { n, out: out || undefined } }]
    const spot = byCell.get(first)
    // Gone between the two reads: the next tile tells.
    return spot ? [single(spot, units(spot.lon, spot.lat))] : []
  })
}

const single = (spot: CameraSpot, [x, y]: readonly [number, number]): TileFeature => ({
  ...points([Math.round(x), Math.round(y)]),
  properties: {
    ...{ id: `${spot.protocol} ${spot.number} ${spot.camera}`, name: spot.name ?? spot.camera, state: spot.state },
  },
})

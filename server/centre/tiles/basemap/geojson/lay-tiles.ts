import { encodeTile } from '../../../../../protocols/mvt/encode.ts'
import { lines, points, polygon } from '../../../../../protocols/mvt/geometry.ts'
import type { TileFeature, TileGeometry } from '../../../../../protocols/mvt/types.ts'
import type { TileBytes } from '../../../../../protocols/pmtiles/write.ts'
import { extent, pixels } from '../../rules/mercator.ts'
import { type Point, thinLine } from '../../rules/thin-line.ts'
import { type Box, clipped, least, most } from './clip.ts'
import { baseParts } from './part-of.ts'
import type { BaseShape } from './read-geojson.ts'

/** Farther out nothing of a district is seen; nearer in a browser draws the deepest tiles larger. */
export const zooms = { least: 4, most: 14 } as const
/** So many tiles at most: a zoom that would take more is left out, and those above it are drawn larger. */
export const mostTiles = 20_000
/** Lines and outlines go a little over the edge, as a share of the tile. */
const margin = 64 / extent
const perPixel = extent / pixels
/** Half a pixel: finer is not seen. */
const grain = perPixel / 2
/** Names of places are told from here on, and no more of one tile than this. */
const placesFrom = 9
const mostPlaces = 200

type Laid = { z: number; x: number; y: number; shapes: BaseShape[] }

/**
 * Shapes as tiles, zoom by zoom: each tile hands what lies in its quarters down to them, so that a long river is cut once a zoom and not once a tile.
 * Ends before a zoom that would take too many.
 */
export function layTiles(shapes: readonly BaseShape[], room = mostTiles): { tiles: TileBytes[]; maxZoom: number } {
  const tiles: TileBytes[] = []
  let open: Laid[] = [{ z: 0, x: 0, y: 0, shapes: [...shapes] }]
  let maxZoom: number = zooms.least
  for (let z = 0; z <= zooms.most; z++) {
    if (z > zooms.least && tiles.length + open.length > room) break
    if (z >= zooms.least) {
      maxZoom = z
      for (const tile of open) {
        const bytes = encoded(tile)
        if (bytes.length > 0) tiles.push({ z, x: tile.x, y: tile.y, bytes })
      }
    }
    open = open.flatMap(quarters)
  }
  return { tiles, maxZoom }
}

function quarters({ z, x, y, shapes }: Laid): Laid[] {
  return [0, 1, 2, 3].flatMap((n): Laid[] => {
    const at = { z: z + 1, x: 2 * x + (n & 1), y: 2 * y + (n >> 1) }
    const box = boxOf(at)
    const inside = shapes.flatMap((shape) => clipped(shape, box) ?? [])
    return inside.length > 0 ? [{ ...at, shapes: inside }] : []
  })
}

function boxOf({ z, x, y }: Omit<Laid, 'shapes'>): Box {
  const side = 2 ** -z
  return {
    ...{ west: (x - margin) * side, east: (x + 1 + margin) * side },
    ...{ north: (y - margin) * side, south: (y + 1 + margin) * side },
  }
}

function encoded(tile: Laid): Uint8Array {
  const layers = baseParts.map((name) => {
    const own = tile.shapes.filter(({ part }) => part === name)
    const drawn = name === 'place' ? (tile.z < placesFrom ? [] : own.slice(0, mostPlaces)) : own
    return { name, extent, features: drawn.flatMap((shape) => featureOf(shape, tile)) }
  })
  return encodeTile(layers)
}

function featureOf({ kind, stretches, name }: BaseShape, { z, x, y }: Laid): TileFeature[] {
  const scale = 2 ** z
  const local = stretches.map((flat) => flat.map((n, i) => (n * scale - (i % 2 === 0 ? x : y)) * extent))
  const made = kind === 'point' ? points(local.flat().map(Math.round)) : kind === 'line' ? lineIn(local) : areaIn(local, z)
  return made ? [{ ...made, properties: { name } }] : []
}

const lineIn = (stretches: readonly number[][]): TileGeometry | null =>
  lines(
    stretches.flatMap((flat) => {
      const line = Array.from({ length: flat.length / 2 }, (_, i): Point => [flat[2 * i]!, flat[2 * i + 1]!])
      const thin = snapped(thinLine(line).flat(), 1)
      return thin.length >= 4 ? [thin] : []
    }),
  )

/** Areas nobody sees are left out above the deepest zoom. */
function areaIn(rings: readonly number[][], z: number): TileGeometry | null {
  const seen = rings.filter((ring) => {
    const [low, high] = [least(ring), most(ring)]
    return z === zooms.most || Math.max(high[0] - low[0], high[1] - low[1]) >= 2 * perPixel
  })
  return polygon(seen.map((ring) => snapped(ring, grain)))
}

/** On whole steps, without a point that is the last one again. */
function snapped(flat: readonly number[], step: number): number[] {
  const out: number[] = []
  for (let i = 0; i < flat.length; i += 2) {
    const [x, y] = [Math.round(flat[i]! / step) * step, Math.round(flat[i + 1]! / step) * step]
    if (out.at(-2) !== x || out.at(-1) !== y) out.push(x, y)
  }
  return out
}

import { ok, type Result, refuseInput } from '../../../kernel/result.ts'
import type { TileAt } from '../types.ts'

/** Units along an edge of a tile, as most renderers expect. */
export const extent = 4096
/** A browser draws a tile in so many pixels of CSS. */
export const pixels = 512
/** Deepest tile: what is nearer is drawn from it, larger. */
export const deepest = 18
/** Zoom at which `objects.cell` counts (migration 0110). */
const cellZoom = 24

/** A tile by its three numbers; one that is not in the pyramid is refused. */
export function tileAt({ z, x, y }: TileAt): Result<TileAt> {
  const whole = [z, x, y].every((n) => Number.isInteger(n) && n >= 0)
  return whole && z <= deepest && x < 2 ** z && y < 2 ** z ? ok({ z, x, y }) : refuseInput('/z', 'tile.none', { max: deepest })
}

/** Units of a tile for a WGS-84 point; outside 0 … 4096 when it lies beside the tile. */
export function unitsIn({ z, x, y }: TileAt): (lon: number, lat: number) => [number, number] {
  const scale = 2 ** z * extent
  return (lon, lat) => [((lon + 180) / 360) * scale - x * extent, northing(lat) * scale - y * extent]
}

const northing = (lat: number): number => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
const latitude = (share: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * share))) * 180) / Math.PI

/** The tile's edges in WGS-84 degrees, widened by a share of its size. */
export function boundsOf({ z, x, y }: TileAt, share = 0): { west: number; south: number; east: number; north: number } {
  const n = 2 ** z
  return {
    west: ((x - share) / n) * 360 - 180,
    east: ((x + 1 + share) / n) * 360 - 180,
    north: latitude((y - share) / n),
    south: latitude((y + 1 + share) / n),
  }
}

/** The range of `objects.cell` a tile holds: from, inclusive, to `to`, exclusive. */
export function cellsOf({ z, x, y }: TileAt): { from: number; to: number } {
  const size = 4 ** (cellZoom - z)
  const key = interleaved(x, y, z)
  return { from: key * size, to: (key + 1) * size }
}

/** By how many bits a cell is cut so that a tile has 2^`steps` × 2^`steps` parts. */
export const shiftOf = (z: number, steps: number): number => 2 * Math.max(0, cellZoom - z - steps)

/** x and y bit by bit in turn, y above x. Below 2^48, so a number of JavaScript holds it exactly. */
function interleaved(x: number, y: number, bits: number): number {
  let key = 0
  for (let bit = bits - 1; bit >= 0; bit--) key = key * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1)
  return key
}

/** The range of `objects.cell` that holds a box; more lies in it too, so the box itself must be asked for as well. */
export function cellsAround({ west, south, east, north }: { west: number; south: number; east: number; north: number }): {
  from: number
  to: number
} {
  const most = 2 ** cellZoom - 1
  const step = (share: number): number => Math.min(most, Math.max(0, Math.floor(share * 2 ** cellZoom)))
  const [left, right] = [step((west + 180) / 360), step((east + 180) / 360)]
  const [top, bottom] = [step(northing(Math.min(85, north))), step(northing(Math.max(-85, south)))]
  return { from: interleaved(left, top, cellZoom), to: interleaved(right, bottom, cellZoom) + 1 }
}

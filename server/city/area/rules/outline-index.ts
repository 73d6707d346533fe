import type { Shape } from '../types.ts'
import { bounds, crossingAt } from './shape.ts'

/** Finds which of a set of outlines holds a point. */
export type OutlineIndex = (lon: number, lat: number) => number

/** Bands per outline: with about 330 edges per district some five edges remain to be tested per point. */
const BANDS = 128

/**
 * Prepares outlines for fast lookup: the edges of each are sorted into bands of latitude, so that a point is
 * tested against a handful of edges only. Answers the number of the first outline that holds the point, or −1.
 * Where outlines share their edges a point on a border belongs to exactly one.
 */
export function indexOutlines(outlines: readonly Shape[]): OutlineIndex {
  const banded = outlines.map(bandEdges)
  return (lon, lat) => banded.findIndex((one) => holds(one, lon, lat))
}

type Banded = { box: [number, number, number, number]; bands: Float64Array[] }

function bandEdges(shape: Shape): Banded {
  const box = bounds(shape)
  const [, south, , north] = box
  const edges: number[][] = Array.from({ length: BANDS }, () => [])
  const bandOf = (lat: number) => Math.min(BANDS - 1, Math.max(0, Math.floor(((lat - south) / (north - south)) * BANDS)))
  for (const ring of shape)
    for (let i = 0; i < ring.length; i += 2) {
      const [x1, y1] = i > 0 ? [ring[i - 2]!, ring[i - 1]!] : [ring.at(-2)!, ring.at(-1)!]
      const [x2, y2] = [ring[i]!, ring[i + 1]!]
      for (let k = bandOf(Math.min(y1, y2)); k <= bandOf(Math.max(y1, y2)); k++) edges[k]!.push(x1, y1, x2, y2)
    }
  return { box, bands: edges.map((list) => Float64Array.from(list)) }
}

function holds({ box, bands }: Banded, lon: number, lat: number): boolean {
  const [west, south, east, north] = box
  if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return false
  const band = bands[Math.min(BANDS - 1, Math.floor(((lat - south) / (north - south)) * BANDS))]!
  let inside = false
  for (let i = 0; i < band.length; i += 4) {
    const x = crossingAt(lat, band[i]!, band[i + 1]!, band[i + 2]!, band[i + 3]!)
    if (x !== null && x > lon) inside = !inside
  }
  return inside
}

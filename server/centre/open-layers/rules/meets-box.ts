import { isInside } from '../../../kernel/geo.ts'
import type { Box, Geometry } from '../types.ts'

type Corner = readonly [number, number]

/** Does a geometry lie in the box, or touch it? A hole that swallows the whole box keeps it out. */
export function meetsBox(geometry: Geometry, box: Box): boolean {
  // Across the 180th meridian a box is two.
  if (box.west > box.east) return meetsBox(geometry, { ...box, east: 180 }) || meetsBox(geometry, { ...box, west: -180 })
  if (geometry.type === 'Point') return holds(box, geometry.coordinates)
  return geometry.coordinates.some((rings) => polygonMeets(rings, box))
}

const holds = ({ west, south, east, north }: Box, [lon, lat]: Corner): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north

function polygonMeets(rings: Corner[][], box: Box): boolean {
  const [outer = [], ...holes] = rings
  if (rings.some((ring) => ring.some((corner) => holds(box, corner)) || crosses(ring, box))) return true
  // No border in the box: all of it is inside, or none.
  return isInside(outer, box.west, box.south) && !holes.some((hole) => isInside(hole, box.west, box.south))
}

/** Does a side of the ring go through the box, with both its ends outside? Then it meets one of the box's two diagonals. */
function crosses(ring: Corner[], { west, south, east, north }: Box): boolean {
  const diagonals: [Corner, Corner][] = [
    [
      [west, south],
      [east, north],
    ],
    [
      [west, north],
      [east, south],
    ],
  ]
  return ring.some((corner, i) => i > 0 && diagonals.some(([a, b]) => meet(ring[i - 1]!, corner, a, b)))
}

/** Do two lines meet? By which side of each the ends of the other lie on. */
function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const side = (p: Corner, q: Corner, r: Corner): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
}

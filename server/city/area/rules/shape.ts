import type { Ring, Shape } from '../types.ts'

/** Length of a degree of longitude against one of latitude at 30° N (cos 30°): the whole city lies within 28.1–32.3° N. */
export const LON_SCALE = 0.8660254

/** Signed area of a ring in square degrees, positive when counter-clockwise. Measured from its first point, for precision. */
export function ringArea(ring: Ring): number {
  const [ox = 0, oy = 0] = ring
  let sum = 0
  let px = ring.at(-2)! - ox
  let py = ring.at(-1)! - oy
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i]! - ox
    const y = ring[i + 1]! - oy
    sum += px * y - x * py
    px = x
    py = y
  }
  return sum / 2
}

/** Area of a shape in square degrees (holes count negative). */
export const shapeArea = (shape: Shape): number => shape.reduce((sum, ring) => sum + ringArea(ring), 0)

/** Area, centroid and second moments about the centroid, the latter with longitudes scaled to lengths. */
export type Moments = { area: number; x: number; y: number; xx: number; xy: number; yy: number }

/** First and second moments by Green's theorem. A shape without area answers with its first point and zero moments. */
export function moments(shape: Shape): Moments {
  const [ox = 0, oy = 0] = shape[0] ?? []
  let m0 = 0
  let mx = 0
  let my = 0
  let mxx = 0
  let mxy = 0
  let myy = 0
  for (const ring of shape) {
    let px = (ring.at(-2)! - ox) * LON_SCALE
    let py = ring.at(-1)! - oy
    for (let i = 0; i < ring.length; i += 2) {
      const x = (ring[i]! - ox) * LON_SCALE
      const y = ring[i + 1]! - oy
      const cross = px * y - x * py
      m0 += cross
      mx += (px + x) * cross
      my += (py + y) * cross
      mxx += (px * px + px * x + x * x) * cross
      mxy += (2 * px * py + px * y + x * py + 2 * x * y) * cross
      myy += (py * py + py * y + y * y) * cross
      px = x
      py = y
    }
  }
  if (m0 === 0) return { area: 0, x: ox, y: oy, xx: 0, xy: 0, yy: 0 }
  const cx = mx / (3 * m0)
  const cy = my / (3 * m0)
  return {
    area: m0 / 2 / LON_SCALE,
    x: ox + cx / LON_SCALE,
    y: oy + cy,
    xx: mxx / (6 * m0) - cx * cx,
    xy: mxy / (12 * m0) - cx * cy,
    yy: myy / (6 * m0) - cy * cy,
  }
}

/** All edges of a shape, four numbers each: x1, y1, x2, y2. */
export function edgesOf(shape: Shape): Float64Array {
  const edges = new Float64Array(2 * shape.reduce((sum, ring) => sum + ring.length, 0))
  let k = 0
  for (const ring of shape)
    for (let i = 0; i < ring.length; i += 2) {
      const before = i > 0 ? i - 2 : ring.length - 2
      edges[k++] = ring[before]!
      edges[k++] = ring[before + 1]!
      edges[k++] = ring[i]!
      edges[k++] = ring[i + 1]!
    }
  return edges
}

/**
 * Where the edge beginning at `i` crosses the level y, or null. Half-open in y and computed from the lower end whatever the
 * direction, so that two neighbours sharing an edge never both own, nor both miss, a point on it.
 */
export function crossingAt(edges: Float64Array, i: number, y: number): number | null {
  const y1 = edges[i + 1]!
  const y2 = edges[i + 3]!
  if (y1 <= y === y2 <= y) return null
  const x1 = edges[i]!
  const x2 = edges[i + 2]!
  return y1 < y2 ? x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) : x2 + ((y - y2) / (y1 - y2)) * (x1 - x2)
}

/** All crossings of the level y with the shape's edges, sorted west to east; inside lies between the 1st and 2nd, the 3rd and 4th … */
export function crossings(shape: Shape, y: number): number[] {
  const edges = edgesOf(shape)
  const out: number[] = []
  for (let i = 0; i < edges.length; i += 4) {
    const x = crossingAt(edges, i, y)
    if (x !== null) out.push(x)
  }
  return out.sort((p, q) => p - q)
}

/** Is the point inside (even-odd)? On a border: inside the eastern or northern neighbour. */
export function isInside(shape: Shape, lon: number, lat: number): boolean {
  return crossings(shape, lat).filter((x) => x > lon).length % 2 === 1
}

/** [west, south, east, north] of a shape. */
export function bounds(shape: Shape): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of shape)
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]!)
      box[1] = Math.min(box[1], ring[i + 1]!)
      box[2] = Math.max(box[2], ring[i]!)
      box[3] = Math.max(box[3], ring[i + 1]!)
    }
  return box
}

/** A point well inside the shape: its centroid where that lies inside, else the middle of the widest stretch at its height. */
export function pointWithin(shape: Shape): [number, number] {
  const { x, y } = moments(shape)
  if (isInside(shape, x, y)) return [x, y]
  const [, south, , north] = bounds(shape)
  for (const lat of [y, (south + north) / 2, south * 0.75 + north * 0.25, south * 0.25 + north * 0.75]) {
    const xs = crossings(shape, lat)
    let best = -1
    for (let i = 0; i + 1 < xs.length; i += 2) if (best < 0 || xs[i + 1]! - xs[i]! > xs[best + 1]! - xs[best]!) best = i
    if (best >= 0) return [(xs[best]! + xs[best + 1]!) / 2, lat]
  }
  return [x, y]
}

/** A point in degrees (WGS-84). */
export type Point = { lon: number; lat: number }

/** Metres per degree of latitude on a sphere of 6,371 km: one part in 300 off at worst, and only used within a town. */
const perDegree = 111_195

/** Metres east and south of `from`: the plane of a small map, y downwards. */
export function toPlane(from: Point, p: Point): { x: number; y: number } {
  return { x: (p.lon - from.lon) * perDegree * Math.cos((from.lat * Math.PI) / 180), y: (from.lat - p.lat) * perDegree }
}

/** Back from the plane; to six decimals, a tenth of a metre. */
export function fromPlane(from: Point, { x, y }: { x: number; y: number }): Point {
  const round = (n: number) => Math.round(n * 1e6) / 1e6
  return { lon: round(from.lon + x / (perDegree * Math.cos((from.lat * Math.PI) / 180))), lat: round(from.lat - y / perDegree) }
}

/** Metres between two points, for distances within a city. */
export function metres(a: Point, b: Point): number {
  const { x, y } = toPlane(a, b)
  return Math.hypot(x, y)
}

/** Rings of an outline: [lon, lat] pairs. */
export type Ring = readonly (readonly [number, number])[]

/** Even-odd rule over all rings of an area. */
export function isInside(rings: readonly Ring[], { lon, lat }: Point): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!
      const [xj, yj] = ring[j]!
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
    }
  }
  return inside
}

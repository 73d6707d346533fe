const earthM = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two WGS-84 points (haversine, mean radius), rounded to whole metres. */
export function distanceM(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const h =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return Math.round(2 * earthM * Math.asin(Math.min(1, Math.sqrt(h))))
}

type Corner = readonly [lon: number, lat: number]

/** Is a point inside an outline? By counting the sides a line to the east crosses; a point on the western or southern side is inside. */
export function isInside(outline: readonly Corner[], lon: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [[x, y], [px, py]] = [outline[i]!, outline[j]!]
    if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside
  }
  return inside
}

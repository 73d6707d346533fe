export type Place = { lon: number; lat: number }

/** Metres of one degree of latitude; of longitude it shrinks by the cosine. WGS-84 mean, good to 0.5 % over a few kilometres. */
const DEGREE_M = 111_320

/** Metres east and north of a centre: flat, for pictures of a few kilometres. */
export function metresFrom(centre: Place, place: Place): { east: number; north: number } {
  return {
    east: (place.lon - centre.lon) * DEGREE_M * Math.cos((centre.lat * Math.PI) / 180),
    north: (place.lat - centre.lat) * DEGREE_M,
  }
}

/** "west,south,east,north" of a square `reachM` metres around a centre, six decimals: what the map reads take. */
export function boxText(centre: Place, reachM: number): string {
  const lat = reachM / DEGREE_M
  const lon = lat / Math.cos((centre.lat * Math.PI) / 180)
  return [centre.lon - lon, centre.lat - lat, centre.lon + lon, centre.lat + lat].map((n) => n.toFixed(6)).join(',')
}

/** Straight distance in metres over a few kilometres. */
export function distanceM(a: Place, b: Place): number {
  const { east, north } = metresFrom(a, b)
  return Math.hypot(east, north)
}

import { metresFrom, type Place } from './local-map.ts'

export type Corner = [lon: number, lat: number]
/** What a picture shows: its middle, and how many metres across. */
export type View = { centre: Place; acrossM: number }

/** Nearest and farthest a picture for drawing goes, metres across. */
const nearestM = 200
const farthestM = 1_000_000
/** WGS-84 metres of a degree of latitude, as `local-map.ts` has it. */
const degreeM = 111_320

const round = (n: number): number => Math.round(n * 1e6) / 1e6

/** The place `east` and `north` metres off a centre, to a tenth of a metre. */
export const placeAt = ({ lon, lat }: Place, east: number, north: number): Place => ({
  lon: round(lon + east / (degreeM * Math.cos((lat * Math.PI) / 180))),
  lat: round(lat + north / degreeM),
})

/** The picture that shows all these places with some air around; `ratio` is its height by its width. */
export function viewOf(corners: readonly Corner[], ratio: number): View {
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)]
  const low = { lon: Math.min(...lons), lat: Math.min(...lats) }
  const high = { lon: Math.max(...lons), lat: Math.max(...lats) }
  const { east, north } = metresFrom(low, high)
  const centre = { lon: round((low.lon + high.lon) / 2), lat: round((low.lat + high.lat) / 2) }
  return { centre, acrossM: Math.min(farthestM, Math.max(nearestM, east * 1.1, (north * 1.1) / ratio)) }
}

/** Nearer (`by` below one) or farther, around a place that stays where it is in the picture. */
export function zoomed({ centre, acrossM }: View, by: number, around: Place = centre): View {
  const next = Math.min(farthestM, Math.max(nearestM, acrossM * by))
  const { east, north } = metresFrom(around, centre)
  const scale = next / acrossM
  return { centre: placeAt(around, east * scale, north * scale), acrossM: next }
}

const side = ([ax, ay]: Corner, [bx, by]: Corner, [px, py]: Corner): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))
const cross = (a: Corner, b: Corner, c: Corner, d: Corner): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

/** What is wrong with an outline: fewer than three corners, or sides that cross, so that nobody could say what is inside. */
export function outlineFault(corners: readonly Corner[]): 'few' | 'crossed' | null {
  if (corners.length < 3) return 'few'
  const sides = corners.map((corner, i): [Corner, Corner] => [corner, corners[(i + 1) % corners.length]!])
  const isCrossed = sides.some(([a, b], i) => sides.some(([c, d], j) => j > i + 1 && cross(a, b, c, d)))
  return isCrossed ? 'crossed' : null
}

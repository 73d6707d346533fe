/** A place and lines on the ground, in metres, right to a few metres within 50 km. */
export type Place = { lon: number; lat: number }
type Point = readonly [lon: number, lat: number]

const metresPerDegree = 111_195
const eastOf = (lat: number): number => metresPerDegree * Math.cos((lat * Math.PI) / 180)

export const metresBetween = (a: Place, b: Place): number =>
  Math.hypot((a.lon - b.lon) * eastOf(b.lat), (a.lat - b.lat) * metresPerDegree)

/** A place so many metres east and north of another. */
export const moved = ({ lon, lat }: Place, east: number, north: number): Place => ({
  lon: lon + east / eastOf(lat),
  lat: lat + north / metresPerDegree,
})

/** A way through points: how long it is, where it is after so many metres and so far to its left, and how far a place is from it. */
export type Way = {
  lengthM: number
  at(alongM: number, asideM?: number): Place & { direction: number }
  metresOff(place: Place): number
}

/** Half of the stretch somebody beside a way turns over. */
const turnsM = 400
type Piece = { from: Place; east: number; north: number; length: number; beganM: number }

/** `106.51,29.50 106.46,29.49 …` as a permit writes it; two points or more. */
export const wayThrough = (written: string): Way =>
  wayOf(written.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]))

export function wayOf(points: readonly Point[]): Way {
  const pieces: Piece[] = []
  let lengthM = 0
  for (const [i, [lon, lat]] of points.slice(0, -1).entries()) {
    const [toLon, toLat] = points[i + 1]!
    const [east, north] = [(toLon - lon) * eastOf(lat), (toLat - lat) * metresPerDegree]
    const length = Math.hypot(east, north)
    if (length === 0) continue
    pieces.push({ from: { lon, lat }, east: east / length, north: north / length, length, beganM: lengthM })
    lengthM += length
  }
  if (pieces.length === 0) throw new Error('a way needs two places')
  const on = (alongM: number): Place & Pick<Piece, 'east' | 'north'> => {
    const along = Math.min(lengthM, Math.max(0, alongM))
    const { from, east, north, beganM } = pieces.findLast((piece) => piece.beganM <= along)!
    return { ...moved(from, east * (along - beganM), north * (along - beganM)), east, north }
  }
  return {
    lengthM,
    at(alongM, asideM = 0) {
      const { east, north, ...place } = on(alongM)
      const direction = Math.round(((Math.atan2(east, north) * 180) / Math.PI + 360) % 360)
      if (asideM === 0) return { ...place, direction }
      // Whoever is beside the way turns over a stretch, not at its corner: no leap.
      const [before, after] = [on(alongM - turnsM), on(alongM + turnsM)]
      const [x, y] = [(after.lon - before.lon) * eastOf(place.lat), (after.lat - before.lat) * metresPerDegree]
      const length = Math.hypot(x, y) || 1
      return { ...moved(place, (-y / length) * asideM, (x / length) * asideM), direction }
    },
    metresOff: (place) => pieces.reduce((least, piece) => Math.min(least, offPiece(piece, place)), Number.POSITIVE_INFINITY),
  }
}

function offPiece({ from, east, north, length }: Piece, { lon, lat }: Place): number {
  const [x, y] = [(lon - from.lon) * eastOf(from.lat), (lat - from.lat) * metresPerDegree]
  const along = Math.min(length, Math.max(0, x * east + y * north))
  return Math.hypot(x - along * east, y - along * north)
}

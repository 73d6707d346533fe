import type { Extent, Feature } from '../types.ts'

/** The least box around drawn areas, degrees to four places outwards; the whole earth when nothing is drawn. */
export function extentOf(features: readonly Feature[]): Extent {
  const corners = features.flatMap(({ geometry }) =>
    geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates.flat(2),
  )
  if (corners.length === 0) return [-180, -90, 180, 90]
  const box = corners.reduce<Extent>(
    ([west, south, east, north], [lon, lat]) => [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ],
    [180, 90, -180, -90],
  )
  const [down, up] = [(at: number) => Math.floor(at * 1e4) / 1e4, (at: number) => Math.ceil(at * 1e4) / 1e4]
  return [down(box[0]), down(box[1]), up(box[2]), up(box[3])]
}

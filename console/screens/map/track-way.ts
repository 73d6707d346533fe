import type { ObjectTrack, TrackPoint } from '../../../contract/track.ts'
import type { Features } from './geo.ts'

/**
 * Where the vehicle was at a moment: on its way (between two positions of a stretch, in proportion), in a gap since `since` (until `back`,
 * null: not yet), or before its first position.
 */
export type Head =
  | { state: 'on-way'; lon: number; lat: number; point: TrackPoint }
  | { state: 'gap'; lon: number; lat: number; since: string; back: string | null; point: TrackPoint }
  | { state: 'before' }

const ms = (at: string): number => Date.parse(at)

/** The head of a track at a moment (milliseconds). What the device told is that of the last position before it. */
export function headAt({ stretches }: Pick<ObjectTrack, 'stretches'>, moment: number): Head {
  const at = stretches.findLastIndex((points) => ms(points[0]!.at) <= moment)
  const stretch = stretches[at]
  if (!stretch) return { state: 'before' }
  const i = stretch.findLastIndex((point) => ms(point.at) <= moment)
  const [point, next] = [stretch[i]!, stretch[i + 1]]
  if (next) {
    const share = (moment - ms(point.at)) / (ms(next.at) - ms(point.at))
    const along = (of: 'lon' | 'lat'): number => point[of] + share * (next[of] - point[of])
    return { state: 'on-way', lon: along('lon'), lat: along('lat'), point }
  }
  const { lon, lat } = point
  if (ms(point.at) === moment) return { state: 'on-way', lon, lat, point }
  return { state: 'gap', lon, lat, since: point.at, back: stretches[at + 1]?.[0]?.at ?? null, point }
}

/** Is a load one, none, or not told? */
export const loadOf = ({ load: { loaded } }: ObjectTrack, { load }: TrackPoint): 'loaded' | 'empty' | 'unknown' =>
  load === null ? 'unknown' : load >= loaded ? 'loaded' : 'empty'

/** The track as it is drawn: a line for each piece of a stretch that is loaded or not, nothing across gaps, and the head. */
export function trackFeatures(track: ObjectTrack, moment: number): Features {
  const lines = track.stretches.flatMap((stretch) => piecesOf(track, stretch))
  const head = headAt(track, moment)
  const point: GeoJSON.Feature[] =
    head.state === 'before'
      ? []
      : [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [head.lon, head.lat] },
            properties: { state: head.state, load: loadOf(track, head.point) },
          },
        ]
  return { type: 'FeatureCollection', features: [...lines, ...point] }
}

function piecesOf(track: ObjectTrack, stretch: readonly TrackPoint[]): GeoJSON.Feature[] {
  const pieces: { load: string; coordinates: [number, number][] }[] = []
  for (const [i, point] of stretch.entries()) {
    const load = loadOf(track, point)
    const here: [number, number] = [point.lon, point.lat]
    const last = pieces.at(-1)
    if (last?.load === load) last.coordinates.push(here)
    else {
      // A piece ends where the next begins: one way, two kinds of line.
      if (i > 0) last?.coordinates.push(here)
      pieces.push({ load, coordinates: [here] })
    }
  }
  return pieces
    .filter(({ coordinates }) => coordinates.length > 1)
    .map(({ load, coordinates }) => ({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: { load } }))
}

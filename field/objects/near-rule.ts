import type { MapPoints } from '../../contract/map.ts'
import { fromPlane, metres, type Point, toPlane } from '../place/local.ts'

/** As far as somebody goes on foot to have a look, metres. */
export const nearM = 500
/** So many are listed: what one could visit on a round. */
export const listed = 40

/** Where one stands, to a step of 50 m or so: the server is asked for what is around, and never learns a place more exactly than that. */
export function roughly({ lon, lat }: Point): Point {
  const step = 0.0005
  return { lon: Math.round(lon / step) * step, lat: Math.round(lat / step) * step }
}

/** The box that is asked for, west, south, east, north: everything within reach of wherever in its step one stands. */
export function boxAround(at: Point): string {
  const reach = nearM + 80
  const [a, b] = [fromPlane(at, { x: -reach, y: reach }), fromPlane(at, { x: reach, y: -reach })]
  return [a.lon, a.lat, b.lon, b.lat].join(',')
}

export type NearObject = MapPoints['objects'][number] & { m: number; bearing: number }

/** What lies within reach of the exact place, the nearest first, with the way to it in degrees from north. */
export function nearestFirst(at: Point, objects: MapPoints['objects']): NearObject[] {
  return objects
    .map((one) => {
      const { x, y } = toPlane(at, one)
      return { ...one, m: metres(at, one), bearing: (Math.round((Math.atan2(x, -y) * 180) / Math.PI) + 360) % 360 }
    })
    .filter(({ m }) => m <= nearM)
    .toSorted((a, b) => a.m - b.m)
}

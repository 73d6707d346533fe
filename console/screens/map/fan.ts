import type { MapView } from '../../../contract/tile.ts'
import { gradeImageOf, riskImage } from './shapes.ts'

type Row = MapView['rows'][number]
type Point = { lon: number; lat: number }
/** As many as still stand apart around one place. */
export const fanAtMost = 24

/** Metres a pixel covers at a latitude and zoom (512 pixels a tile). */
export const metresPerPixel = (lat: number, zoom: number): number =>
  (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom)

/** A point so many pixels away, at a zoom. */
function away({ lon, lat }: Point, zoom: number, [dx, dy]: [number, number]): [number, number] {
  const metres = metresPerPixel(lat, zoom)
  const degree = 111_320
  return [lon + (dx * metres) / (degree * Math.cos((lat * Math.PI) / 180)), lat - (dy * metres) / degree]
}

/** The box of so many pixels around a place. */
export function boxAround(at: Point, zoom: number, pixels: number): [number, number, number, number] {
  const [west, north] = away(at, zoom, [-pixels, -pixels])
  const [east, south] = away(at, zoom, [pixels, pixels])
  return [west, south, east, north]
}

/** What stands at one place, drawn around it with a line to it each: one ring up to eight, then wider. */
export function fanOf(rows: readonly Row[], at: Point, zoom: number): GeoJSON.FeatureCollection {
  const shown = rows.slice(0, fanAtMost)
  const radius = Math.max(44, (shown.length * 34) / (2 * Math.PI))
  const features = shown.flatMap((row, i): GeoJSON.Feature[] => {
    const turn = (i / shown.length) * 2 * Math.PI - Math.PI / 2
    const coordinates = away(at, zoom, [radius * Math.cos(turn), radius * Math.sin(turn)])
    const image = row.kind === null ? gradeImageOf(row.level) : riskImage(row.level)
    return [
      { type: 'Feature', geometry: { type: 'LineString', coordinates: [[at.lon, at.lat], coordinates] }, properties: {} },
      { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { id: row.id, image, name: row.name } },
    ]
  })
  return { type: 'FeatureCollection', features }
}

import type { Risk, Severity } from '../../../contract/scales.ts'
import { riskDigits } from '../../../ui/scale-marks.ts'
import type { OutlineSet } from '../../queries.ts'

export type Box = readonly [west: number, south: number, east: number, north: number]
export type Features = GeoJSON.FeatureCollection

/** A level as the legend counts it: 1 worst … 5, 0 for "not rated" or self-handled. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5
export const levels: readonly Level[] = [1, 2, 3, 4, 5, 0]

const alarmLevels = { red: 1, orange: 2, yellow: 3, blue: 4 } as const satisfies Record<Severity, Level>
const heavier = (a: Level, b: Level): Level => (a === 0 ? b : b === 0 ? a : a < b ? a : b)

/** Level of an object now: its assessed risk, or what its open alarm makes of it when that is graver. */
export const levelOfObject = (o: { risk: Risk | null; severity: Severity | null }): Level => {
  const assessed: Level = o.risk ? riskDigits[o.risk] : 0
  return o.severity ? heavier(alarmLevels[o.severity], assessed) : assessed
}

/** The risk a level stands for; null for "not rated". */
export const riskOfLevel: Readonly<Record<Level, Risk | null>> = {
  0: null,
  1: 'red',
  2: 'orange',
  3: 'yellow',
  4: 'blue',
  5: 'green',
}

/** Box around all rings of some outlines; null when there are none. */
export function boxOf(features: OutlineSet['features']): Box | null {
  const points = features.flatMap((f) => f.geometry.coordinates.flat(2))
  if (points.length === 0) return null
  const start: [number, number, number, number] = [180, 90, -180, -90]
  return points.reduce<[number, number, number, number]>(
    ([w, s, e, n], [lon, lat]) => [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)],
    start,
  )
}

/** The outer border of areas that lie side by side: a stretch two of them share is inside. */
export function rimOf(features: OutlineSet['features']): GeoJSON.Feature {
  const stretches = new Map<string, [number[], number[]] | null>()
  for (const ring of features.flatMap((f) => f.geometry.coordinates.flat(1)))
    for (let i = 1; i < ring.length; i++) {
      const ends: [number[], number[]] = [ring[i - 1]!, ring[i]!]
      const key = ends.map(String).toSorted().join(' ')
      stretches.set(key, stretches.has(key) ? null : ends)
    }
  const coordinates = [...stretches.values()].filter((ends) => ends !== null)
  return { type: 'Feature', geometry: { type: 'MultiLineString', coordinates }, properties: {} }
}

/** A box as an address takes it, to 5 decimals (1 m). */
export const boxText = (box: Box): string => box.map((edge) => edge.toFixed(5)).join(',')

/** A place and zoom as the address holds them: `106.57420,29.60510,11.20`. */
export const lookText = ({ lon, lat, zoom }: { lon: number; lat: number; zoom: number }): string =>
  `${lon.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`

/** Reads it back; null for anything else. */
export function readLook(text: string | undefined): { lon: number; lat: number; zoom: number } | null {
  const numbers = (text ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [lon, lat, zoom] = numbers
  if (numbers.length !== 3 || lon === undefined || lat === undefined || zoom === undefined) return null
  const there = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 24
  return there ? { lon, lat, zoom } : null
}

/** Levels hidden in the legend, as the address holds them: `4,5`. */
export const readHidden = (text: string | undefined): ReadonlySet<Level> =>
  new Set((text ?? '').split(',').flatMap((one) => levels.filter((level) => String(level) === one)))

import type { MapPoints } from '../../../contract/map.ts'
import type { Grade, Risk, Severity } from '../../../contract/scales.ts'
import { levelOfGrade, riskDigits } from '../../../ui/scale-marks.ts'
import type { OutlineSet } from '../../queries.ts'
import { gradeImage, riskImage } from './shapes.ts'

export type Box = readonly [west: number, south: number, east: number, north: number]
export type Features = GeoJSON.FeatureCollection

/** A level as the legend counts it: 1 worst … 5, 0 for "no data" or self-handled. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5

const alarmLevels = { red: 1, orange: 2, yellow: 3, blue: 4 } as const satisfies Record<Severity, Level>
const heavier = (a: Level, b: Level): Level => (a === 0 ? b : b === 0 ? a : a < b ? a : b)

/** Level of an object now: its assessed risk, or what its open alarm makes of it when that is graver. */
export const levelOfObject = (o: { risk: Risk | null; severity: Severity | null }): Level => {
  const assessed: Level = o.risk ? riskDigits[o.risk] : 0
  return o.severity ? heavier(alarmLevels[o.severity], assessed) : assessed
}

/** The risk a level stands for; null for "no data". */
export const riskOfLevel: Readonly<Record<Level, Risk | null>> = {
  0: null,
  1: 'red',
  2: 'orange',
  3: 'yellow',
  4: 'blue',
  5: 'green',
}
export const levelOfEvent = (grade: Grade): Level => levelOfGrade(grade) as Level

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

export const inside = (box: Box, p: { lon: number; lat: number }): boolean =>
  p.lon >= box[0] && p.lat >= box[1] && p.lon <= box[2] && p.lat <= box[3]

/** Widens a box by a share of its size and rounds it to 3 decimals, so that a small move of the map asks nothing new. */
export function widened(box: Box, share = 0.1): Box {
  const [dx, dy] = [(box[2] - box[0]) * share, (box[3] - box[1]) * share]
  const round = (n: number, up: boolean) => (up ? Math.ceil(n * 1000) : Math.floor(n * 1000)) / 1000
  return [round(box[0] - dx, false), round(box[1] - dy, false), round(box[2] + dx, true), round(box[3] + dy, true)]
}

const point = (id: string, p: { lon: number; lat: number }, properties: Record<string, unknown>): GeoJSON.Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [Number(p.lon.toFixed(6)), Number(p.lat.toFixed(6))] },
  properties: { ...properties, id },
})

type MapObject = MapPoints['objects'][number]
type MapEvent = MapPoints['events'][number]

/** Objects for the clustered layer: level, one counter per level (a cluster sums them up), and whether an alarm is on. */
export function objectFeatures(objects: readonly MapObject[]): Features {
  return {
    type: 'FeatureCollection',
    features: objects.map((o) => {
      const level = levelOfObject(o)
      const counters = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`n${n}`, level === n ? 1 : 0]))
      return point(o.id, o, { ...counters, image: riskImage(level), name: o.name, level, alarm: o.severity !== null })
    }),
  }
}

/** Events: heavier ones are drawn above lighter ones. */
export function eventFeatures(events: readonly MapEvent[]): Features {
  return {
    type: 'FeatureCollection',
    features: events.map((e) =>
      point(e.id, e, { image: gradeImage(e.grade), name: e.title, level: levelOfEvent(e.grade), weight: -levelOfEvent(e.grade) }),
    ),
  }
}

/** Centres of areas, for their names. */
export function labelFeatures(features: OutlineSet['features']): Features {
  return {
    type: 'FeatureCollection',
    features: features.map((f) => {
      const [lon, lat] = f.properties.centre
      return point(f.id, { lon, lat }, { name: f.properties.name })
    }),
  }
}

/** How many of each level, worst first. */
export function countLevels(levels: readonly Level[]): Record<Level, number> {
  const counts: Record<Level, number> = { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }
  for (const level of levels) counts[level] += 1
  return counts
}

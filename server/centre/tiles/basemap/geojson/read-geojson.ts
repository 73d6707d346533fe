import type { BaseFileFault } from '../../../../../contract/basemap-file.ts'
import type { Crs } from '../../../../../contract/crs.ts'
import { isRecord, readJson } from '../../../../../protocols/json.ts'
import { crsNamed } from '../../../../city/scene/rules/read-collection.ts'
import { toWgs84 } from '../../../../kernel/crs.ts'
import { unitsIn } from '../../rules/mercator.ts'
import { type BasePart, nameOf, partOf } from './part-of.ts'

/** Corners of one file: a district's roads, rivers and houses have fewer. */
export const mostCorners = 1_000_000
export const mostShapes = 200_000
/** The square of a web map ends here, degrees. */
const mostNorth = 85.05

/** A shape in units of the whole world, 0 … 1 to the east and to the south; flat stretches x0, y0, x1, y1 …; rings are not closed. */
export type BaseShape = { part: BasePart; kind: 'point' | 'line' | 'area'; name?: string | undefined; stretches: number[][] }
export type Bounds = [west: number, south: number, east: number, north: number]
/** `at`: where in the file it is wrong. */
export type ReadGeojson =
  | { ok: true; shapes: BaseShape[]; bounds: Bounds }
  | { ok: false; fault: BaseFileFault; at: string | null }

class Wrong extends Error {
  readonly fault: BaseFileFault
  readonly at: string | null
  constructor(fault: BaseFileFault, at: string | null = null) {
    super(fault)
    this.fault = fault
    this.at = at
  }
}

type Reading = { crs: Crs; corners: number; shapes: BaseShape[]; bounds: Bounds }

/** A GeoJSON file in a system as shapes to be laid into tiles. Everything of it that could do harm is a fault with its place; a crossing is none. */
export function readGeojson(bytes: Uint8Array, crs: Crs): ReadGeojson {
  const reading: Reading = { crs, corners: 0, shapes: [], bounds: [180, 90, -180, -90] }
  try {
    const document = documentOf(bytes)
    mustBeIn(document, crs)
    const features = featuresOf(document)
    for (const [i, feature] of features.entries()) takeFeature(feature, reading, `#${i + 1}`)
    if (reading.shapes.length === 0) throw new Wrong('empty')
    return { ok: true, shapes: reading.shapes, bounds: reading.bounds }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { ok: false, fault: error.fault, at: error.at }
  }
}

function documentOf(bytes: Uint8Array): Record<string, unknown> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Wrong('not-geojson')
  }
  const read = readJson(text)
  if (!read.ok) throw new Wrong(read.detail === 'depth' ? 'deep' : 'not-geojson')
  if (!isRecord(read.value)) throw new Wrong('not-geojson')
  return read.value
}

/** A file that says another system than whoever brought it is refused: one of the two is wrong, and nobody can tell which. */
function mustBeIn({ crs }: Record<string, unknown>, asked: Crs): void {
  if (crs === undefined || crs === null) return
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined
  const said = typeof name === 'string' ? crsNamed(name) : null
  if (said !== asked) throw new Wrong('crs', typeof name === 'string' ? name.slice(0, 60) : null)
}

function featuresOf(document: Record<string, unknown>): unknown[] {
  if (document.type === 'Feature') return [document]
  if (document.type !== 'FeatureCollection') return [{ type: 'Feature', geometry: document }]
  if (!Array.isArray(document.features)) throw new Wrong('not-geojson')
  if (document.features.length > mostShapes) throw new Wrong('too-many', String(document.features.length))
  return document.features
}

function takeFeature(raw: unknown, reading: Reading, at: string): void {
  if (!isRecord(raw) || raw.type !== 'Feature') throw new Wrong('not-geojson', at)
  if (raw.geometry === null || raw.geometry === undefined) return
  takeGeometry(raw.geometry, isRecord(raw.properties) ? raw.properties : {}, { reading, at })
}

type At = { reading: Reading; at: string }
/** How many lists stand around a position, and what it is drawn as. */
const geometries: Readonly<Record<string, { depth: number; kind: BaseShape['kind'] }>> = {
  ...{ Point: { depth: 0, kind: 'point' }, MultiPoint: { depth: 1, kind: 'point' } },
  ...{ LineString: { depth: 1, kind: 'line' }, MultiLineString: { depth: 2, kind: 'line' } },
  ...{ Polygon: { depth: 2, kind: 'area' }, MultiPolygon: { depth: 3, kind: 'area' } },
}

function takeGeometry(raw: unknown, properties: Record<string, unknown>, where: At): void {
  const { reading, at } = where
  if (!isRecord(raw)) throw new Wrong('not-geojson', at)
  if (raw.type === 'GeometryCollection' && Array.isArray(raw.geometries)) {
    for (const one of raw.geometries) takeGeometry(one, properties, where)
    return
  }
  const known = typeof raw.type === 'string' && Object.hasOwn(geometries, raw.type) ? geometries[raw.type]! : null
  if (!known) throw new Wrong('not-geojson', at)
  const { depth, kind } = known
  const stretches: number[][] = []
  readLists(raw.coordinates, { depth, kind, stretches }, where)
  const part = partOf(properties, kind === 'point')
  if (part === null || stretches.length === 0) return
  if (reading.shapes.length >= mostShapes) throw new Wrong('too-many', String(mostShapes))
  reading.shapes.push({ part, kind, stretches, name: part === 'place' ? nameOf(properties) : undefined })
}

type Lists = { depth: number; kind: BaseShape['kind']; stretches: number[][] }
function readLists(raw: unknown, { depth, kind, stretches }: Lists, where: At): void {
  if (!Array.isArray(raw)) throw new Wrong('not-geojson', where.at)
  if (depth === 0) stretches.push(corner(raw, where))
  else if (depth === 1) {
    const flat = raw.flatMap((one) => corner(one, where))
    const [first, last] = [flat.slice(0, 2), flat.slice(-2)]
    const open = kind === 'area' && first[0] === last[0] && first[1] === last[1] ? flat.slice(0, -2) : flat
    const least = kind === 'area' ? 6 : kind === 'line' ? 4 : 2
    // A line of one corner draws nothing; it does no harm either.
    if (open.length >= least) for (const one of kind === 'point' ? pairs(open) : [open]) stretches.push(one)
  } else if (kind === 'area' && depth === 2) {
    const rings: number[][] = []
    for (const ring of raw) readLists(ring, { depth: 1, kind, stretches: rings }, where)
    for (const ring of wound(rings)) stretches.push(ring)
  } else for (const one of raw) readLists(one, { depth: depth - 1, kind, stretches }, where)
}

const pairs = (flat: readonly number[]): number[][] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!])

/** The outer ring clockwise as seen, its holes the other way round, whichever way the file drew them. */
const wound = (rings: readonly number[][]): number[][] =>
  rings.map((ring, i) => (turns(ring) > 0 === (i === 0) ? ring : pairs(ring).reverse().flat()))

/** Twice the signed area with y to the south: positive when the ring runs clockwise as seen. */
function turns(ring: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < ring.length; i += 2) sum += ring.at(i - 2)! * ring[i + 1]! - ring[i]! * ring.at(i - 1)!
  return sum
}

const world = unitsIn({ z: 0, x: 0, y: 0 })
/** `unitsIn` counts 4,096 along the edge of a tile. */
const edge = 4096

function corner(raw: unknown, { reading, at }: At): number[] {
  if (!Array.isArray(raw) || typeof raw[0] !== 'number' || typeof raw[1] !== 'number') throw new Wrong('not-geojson', at)
  if (++reading.corners > mostCorners) throw new Wrong('too-many', String(mostCorners))
  const placed = toWgs84(reading.crs, [raw[0], raw[1]])
  if (placed.flag !== undefined || Math.abs(placed.lat) > mostNorth) throw new Wrong('range', `${at}: ${raw[0]}, ${raw[1]}`)
  const { lon, lat } = placed
  const { bounds } = reading
  bounds[0] = Math.min(bounds[0], lon)
  bounds[1] = Math.min(bounds[1], lat)
  bounds[2] = Math.max(bounds[2], lon)
  bounds[3] = Math.max(bounds[3], lat)
  const [x, y] = world(lon, lat)
  return [x / edge, y / edge]
}

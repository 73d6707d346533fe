import type { SceneGeometry } from '../../../../contract/scene.ts'
import type { SceneShape } from '../../../../contract/scene-kinds.ts'
import type { Position } from '../types.ts'

/** A position of the file as WGS-84 degrees; null: it cannot be one. */
export type Place = (at: readonly [number, number]) => Position | null
export type GeometryFault = 'shape' | 'coordinates' | 'vertices' | 'short'
export type ReadGeometry =
  | { ok: true; geometry: SceneGeometry; vertices: number }
  | { ok: false; fault: GeometryFault; at: string }

/** Corners one feature may have: a river through a town has some hundreds. */
export const mostVertices = 5_000

export const shapeOf = (type: SceneGeometry['type']): SceneShape =>
  type === 'Point' ? 'point' : type.endsWith('LineString') ? 'line' : 'polygon'

/** How many lists stand around a position. Nothing goes deeper than this, so a file that is nested to the end of the stack is only a wrong one. */
const depths: Readonly<Record<SceneGeometry['type'], number>> = {
  ...{ Point: 0, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 },
}

class Fault extends Error {
  readonly fault: GeometryFault
  readonly at: string
  constructor(fault: GeometryFault, at: string) {
    super(fault)
    this.fault = fault
    this.at = at
  }
}

/** A GeoJSON geometry nobody looked at yet, in WGS-84 with six decimals. Heights of corners are left out, open rings closed, crossings are no fault. */
export function readGeometry(raw: unknown, place: Place): ReadGeometry {
  const { type, coordinates } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  if (typeof type !== 'string' || !Object.hasOwn(depths, type)) return { ok: false, fault: 'shape', at: said(type) }
  const state = { place, vertices: 0, ring: type.endsWith('Polygon') }
  try {
    const read = readLists(coordinates, depths[type as SceneGeometry['type']], state)
    return { ok: true, geometry: { type, coordinates: read } as SceneGeometry, vertices: state.vertices }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { ok: false, fault: error.fault, at: error.at }
  }
}

type State = { place: Place; vertices: number; ring: boolean }

function readLists(raw: unknown, depth: number, state: State): unknown {
  if (depth === 0) return readPosition(raw, state)
  if (!Array.isArray(raw)) throw new Fault('coordinates', said(raw))
  if (raw.length > mostVertices) throw new Fault('vertices', String(raw.length))
  const read = raw.map((one) => readLists(one, depth - 1, state))
  if (read.length === 0) throw new Fault('short', '0')
  return depth === 1 ? readLine(read as Position[], state.ring) : read
}

function readLine(line: Position[], ring: boolean): Position[] {
  const [first, last] = [line[0]!, line.at(-1)!]
  const closed = ring && (first[0] !== last[0] || first[1] !== last[1]) ? [...line, first] : line
  if (closed.length < (ring ? 4 : 2)) throw new Fault('short', String(line.length))
  return closed
}

function readPosition(raw: unknown, state: State): Position {
  if (!Array.isArray(raw) || typeof raw[0] !== 'number' || typeof raw[1] !== 'number') throw new Fault('coordinates', said(raw))
  if (++state.vertices > mostVertices) throw new Fault('vertices', String(state.vertices))
  const at = state.place([raw[0], raw[1]])
  if (!at) throw new Fault('coordinates', `${raw[0]}, ${raw[1]}`)
  return [sixth(at[0]), sixth(at[1])]
}

const sixth = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** What stands there, short enough for a sentence. */
function said(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).slice(0, 40)
  return value === undefined ? '' : Array.isArray(value) ? '[…]' : value === null ? 'null' : typeof value
}

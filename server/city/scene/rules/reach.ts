import { type SceneKind, sceneKinds } from '../../../../contract/scene-kinds.ts'
import type { Bounds, Position } from '../types.ts'

/** A degree of longitude against one of latitude at 30° N, the middle of the city: nearest in the index is nearest on the ground. */
const lonScale = 0.8660254
/** Each kind has a strip of the plane to itself, wider than the world: its nearest neighbours are never of another kind. */
const strip = 1_000

const along = (kind: SceneKind, lon: number): number => lon * lonScale + strip * sceneKinds[kind].no

/** Bounds of a feature as they are indexed, in PostgreSQL's text of a box. */
export const reachBox = (kind: SceneKind, [west, south, east, north]: Bounds): string =>
  `(${along(kind, east)},${north}),(${along(kind, west)},${south})`

/** A place as the index knows it for a kind, in PostgreSQL's text of a point. */
export const reachPoint = (kind: SceneKind, [lon, lat]: Position): string => `(${along(kind, lon)},${lat})`

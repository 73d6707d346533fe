import type { SceneDetails, SceneGeometry } from '../../../contract/scene.ts'
import type { SceneKind } from '../../../contract/scene-kinds.ts'

/** Longitude and latitude, WGS-84 degrees. */
export type Position = [lon: number, lat: number]
/** West, south, east, north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number]

/** A feature as it is kept; `area` is the path of the grid its middle lies in, `height` metres. */
export type SceneFeature = {
  kind: SceneKind
  name: string
  area: string
  geometry: SceneGeometry
  details: SceneDetails
  height: number | null
}

/** A state of a layer, but for its number and its features. */
export type LayerState = {
  source: string
  crs: string
  asOf: string
  schematic: boolean
  counts: Partial<Record<SceneKind, number>>
  features: number
  bounds: Bounds
  takenAt: Date
  takenBy: string | null
}

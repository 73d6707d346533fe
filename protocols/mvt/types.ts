/** A value of a property. Whole numbers are written short. */
export type TileValue = string | number | boolean

/** Geometry as a tile holds it: commands and zigzag steps, made by `points`, `lines` and `polygon` of `geometry.ts`. */
export type TileGeometry = { type: 'point' | 'line' | 'polygon'; commands: readonly number[] }

/** The same as it is written (`packGeometry`): for what is drawn over and over. */
export type PackedGeometry = { type: TileGeometry['type']; packed: Uint8Array }

export type TileFeature = (TileGeometry | PackedGeometry) & {
  /** whole, not negative, below 2⁵³ */
  id?: number
  /** undefined values are left out */
  properties: Readonly<Record<string, TileValue | undefined>>
}

export type TileLayer = {
  name: string
  /** units along an edge of the tile */
  extent: number
  features: readonly TileFeature[]
}

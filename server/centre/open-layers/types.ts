/** Degrees, CRS84: longitude first. `west` > `east`: across the 180th meridian. */
export type Box = { west: number; south: number; east: number; north: number }
/** Ends included; null: open. */
export type Span = { from: Date | null; to: Date | null }

export type Geometry =
  | { type: 'Point'; coordinates: [number, number] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] }
export type Feature = { type: 'Feature'; id: string; properties: Record<string, unknown>; geometry: Geometry }

export type Asked = { box: Box | null; span: Span | null; limit: number; cursor: string | null }
/** `matched` null: nobody counted. */
export type Page = { features: Feature[]; next: string | null; matched: number | null }

/** West, south, east, north: outside there is nothing. */
export type Extent = [number, number, number, number]

/** A public layer. `find` answers null for an unknown id. */
export type Layer = {
  id: string
  title: string
  description: string
  page(asked: Asked): Promise<Page>
  find(id: string): Promise<Feature | null>
}

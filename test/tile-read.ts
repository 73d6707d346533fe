import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

export type ReadFeature = { properties: Record<string, unknown>; type: number; x: number; y: number }

/** The features of a layer of a vector tile, as the reader of others finds them; `x`, `y`: their first point in units. */
export function readTile(bytes: Uint8Array, layer: string): ReadFeature[] {
  if (bytes.length === 0) return []
  const found = new VectorTile(new PbfReader(bytes)).layers[layer]
  return Array.from({ length: found?.length ?? 0 }, (_, i) => {
    const feature = found!.feature(i)
    const { x, y } = feature.loadGeometry()[0]![0]!
    return { properties: { ...feature.properties }, type: feature.type, x, y }
  })
}

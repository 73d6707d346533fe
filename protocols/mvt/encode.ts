import { createPen, type Pen } from './pen.ts'
import type { TileFeature, TileLayer, TileValue } from './types.ts'

/** Field numbers of the specification's vector_tile.proto, by message. */
const tile = { layers: 3 } as const
const layer = { name: 1, features: 2, keys: 3, values: 4, extent: 5, version: 15 } as const
const feature = { id: 1, tags: 2, type: 3, geometry: 4 } as const
const value = { string: 1, double: 3, uint: 5, sint: 6, bool: 7 } as const
const geometryTypes = { point: 1, line: 2, polygon: 3 } as const
const version = 2

/** Layers as a Mapbox Vector Tile 2.1. Layers without features are left out: no layer at all is an empty tile of no bytes. */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const pen = createPen()
  for (const one of layers) if (one.features.length > 0) pen.message(tile.layers, (inner) => writeLayer(inner, one))
  return pen.bytes()
}

function writeLayer(pen: Pen, { name, extent, features }: TileLayer): void {
  const [keys, values] = [createTable<string>(), createTable<TileValue>()]
  pen.uint(layer.version, version)
  pen.text(layer.name, name)
  for (const one of features) pen.message(layer.features, (inner) => writeFeature(inner, one, { keys, values }))
  for (const key of keys.all()) pen.text(layer.keys, key)
  for (const one of values.all()) pen.message(layer.values, (inner) => writeValue(inner, one))
  pen.uint(layer.extent, extent)
}

type Tables = { keys: Table<string>; values: Table<TileValue> }

function writeFeature(pen: Pen, { id, type, commands, properties }: TileFeature, { keys, values }: Tables): void {
  if (id !== undefined) pen.uint(feature.id, id)
  const tags = Object.entries(properties).flatMap(([key, one]) => (one === undefined ? [] : [keys.of(key), values.of(one)]))
  if (tags.length > 0) pen.packed(feature.tags, tags)
  pen.uint(feature.type, geometryTypes[type])
  pen.packed(feature.geometry, commands)
}

function writeValue(pen: Pen, one: TileValue): void {
  if (typeof one === 'string') pen.text(value.string, one)
  else if (typeof one === 'boolean') pen.uint(value.bool, one ? 1 : 0)
  else if (!Number.isSafeInteger(one)) pen.double(value.double, one)
  else if (one >= 0) pen.uint(value.uint, one)
  else pen.uint(value.sint, -2 * one - 1)
}

/** Each different thing once, in the order it came. */
type Table<T> = { of(one: T): number; all(): Iterable<T> }
function createTable<T>(): Table<T> {
  const places = new Map<T, number>()
  return {
    of(one) {
      const known = places.get(one)
      if (known !== undefined) return known
      places.set(one, places.size)
      return places.size - 1
    },
    all: () => places.keys(),
  }
}

import { createPen, type Pen } from './pen.ts'
import type { PackedGeometry, TileFeature, TileGeometry, TileLayer, TileValue } from './types.ts'

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

/** A geometry as a tile holds it, to be kept: an eighth of its numbers, and written by copying. */
export function packGeometry({ type, commands }: TileGeometry): PackedGeometry {
  const pen = createPen()
  pen.numbers(commands)
  return { type, packed: pen.bytes().slice() }
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

function writeFeature(pen: Pen, one: TileFeature, { keys, values }: Tables): void {
  const { id, type, properties } = one
  if (id !== undefined) pen.uint(feature.id, id)
  const tags: number[] = []
  for (const key of Object.keys(properties)) {
    const its = properties[key]
    if (its !== undefined) tags.push(keys.of(key), values.of(its))
  }
  if (tags.length > 0) pen.packed(feature.tags, tags)
  pen.uint(feature.type, geometryTypes[type])
  if ('packed' in one) pen.block(feature.geometry, one.packed)
  else pen.packed(feature.geometry, one.commands)
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

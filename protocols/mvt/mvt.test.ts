import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { encodeTile, packGeometry } from './encode.ts'
import { points, polygon } from './geometry.ts'

type Layer = VectorTile['layers'][string]
const read = (bytes: Uint8Array): VectorTile => new VectorTile(new PbfReader(bytes))

describe('geometry of a vector tile', () => {
  it('is written as the worked examples of the specification (4.3.5)', () => {
    assert.deepEqual(points([25, 17]).commands, [9, 50, 34])
    assert.deepEqual(points([5, 7, 3, 2]).commands, [17, 10, 14, 3, 9])
    assert.deepEqual(polygon([[3, 6, 8, 12, 20, 34]])?.commands, [9, 6, 12, 18, 10, 12, 24, 44, 15])
    const many = polygon([
      [0, 0, 10, 0, 10, 10, 0, 10],
      [11, 11, 20, 11, 20, 20, 11, 20],
      [13, 13, 13, 17, 17, 17, 17, 13],
    ])
    assert.deepEqual(
      many?.commands,
      [
        [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15],
        [9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15],
        [9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15],
      ].flat(),
    )
  })
  it('leaves out rings without an inside', () => assert.equal(polygon([[1, 1, 2, 2]]), null))
})

describe('a vector tile', () => {
  const made = encodeTile([
    {
      name: 'objects',
      extent: 4096,
      features: [
        { id: 7, ...points([4095, -3]), properties: { id: 'tank-1', name: '1 号池', n: 1, alarm: true, none: undefined } },
        { id: 9_007_199_254_740_991, ...points([0, 0]), properties: { n: 1, left: -300, share: 0.25, alarm: false } },
      ],
    },
    { name: 'empty', extent: 4096, features: [] },
    { name: 'areas', extent: 512, features: [{ ...polygon([[0, 0, 10, 0, 10, 10]])!, properties: {} }] },
  ])

  it('is read back by a reader of others as it was written', () => {
    const { layers } = read(made)
    assert.deepEqual(Object.keys(layers), ['objects', 'areas'])
    const { objects, areas } = layers as Record<'objects' | 'areas', Layer>
    assert.deepEqual([objects.version, objects.extent, objects.length], [2, 4096, 2])
    const [first, second] = [objects.feature(0), objects.feature(1)]
    assert.deepEqual({ ...first.properties }, { id: 'tank-1', name: '1 号池', n: 1, alarm: true })
    assert.deepEqual([first.id, first.type, { ...first.loadGeometry()[0]![0] }], [7, 1, { x: 4095, y: -3 }])
    assert.deepEqual({ ...second.properties }, { n: 1, left: -300, share: 0.25, alarm: false })
    assert.equal(second.id, 9_007_199_254_740_991)
    const ring = areas
      .feature(0)
      .loadGeometry()[0]!
      .map(({ x, y }) => [x, y])
    assert.deepEqual(
      [areas.extent, areas.feature(0).type, ring],
      [
        512,
        3,
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 0],
        ],
      ],
    )
  })
  it('is the same of geometries packed before, whatever stood in the feature before', () => {
    const shapes = [polygon([[0, 0, 4096, 0, 4096, 4096, 0, 4096]])!, points([3, -7]), polygon([[5, 5, 9, 5, 9, 9]])!]
    const names = ['寸滩街道', 'x'.repeat(300), 'plain', '', 'é', '1 号池'.repeat(20)]
    const tile = (pack: boolean) =>
      encodeTile([
        {
          name: 'areas',
          extent: 4096,
          features: names.flatMap((name) =>
            shapes.map((shape) => ({ ...(pack ? packGeometry(shape) : shape), properties: { name } })),
          ),
        },
      ])
    assert.deepEqual(tile(true), tile(false))
    const { areas } = read(tile(true)).layers as Record<'areas', Layer>
    const told = Array.from({ length: areas.length }, (_, n) => areas.feature(n))
    assert.deepEqual(
      told.map(({ properties }) => properties.name),
      names.flatMap((name) => [name, name, name]),
    )
    assert.deepEqual(
      told.slice(0, 3).map((one) => one.loadGeometry()[0]!.map(({ x, y }) => [x, y])),
      [
        [
          [0, 0],
          [4096, 0],
          [4096, 4096],
          [0, 4096],
          [0, 0],
        ],
        [[3, -7]],
        [
          [5, 5],
          [9, 5],
          [9, 9],
          [5, 5],
        ],
      ],
    )
  })
  it('without features is empty', () => assert.equal(encodeTile([{ name: 'empty', extent: 4096, features: [] }]).length, 0))
  it('holds thousands of features', () => {
    const features = Array.from({ length: 5000 }, (_, n) => ({ id: n, ...points([n % 4096, n]), properties: { id: `o-${n}` } }))
    const { objects } = read(encodeTile([{ name: 'objects', extent: 4096, features }])).layers
    assert.equal(objects!.length, 5000)
    assert.deepEqual([objects!.feature(4999).properties.id, objects!.feature(4999).loadGeometry()[0]![0]!.y], ['o-4999', 4999])
  })
})

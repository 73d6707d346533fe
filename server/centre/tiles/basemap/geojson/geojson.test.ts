import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Crs } from '../../../../../contract/crs.ts'
import { seeded } from '../../../../../protocols/seeded.ts'
import { fromWgs84 } from '../../../../kernel/crs.ts'
import { clipped } from './clip.ts'
import { layTiles, zooms } from './lay-tiles.ts'
import { partOf } from './part-of.ts'
import { type BaseShape, readGeojson } from './read-geojson.ts'

const feature = (geometry: object | null, properties: object = {}) => ({ type: 'Feature', properties, geometry })
const line = (coordinates: unknown) => ({ type: 'LineString', coordinates })
const square = [
  [106.5, 29.5],
  [106.6, 29.5],
  [106.6, 29.6],
  [106.5, 29.6],
  [106.5, 29.5],
]
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const read = (document: unknown, crs: Crs = 'WGS-84') =>
  readGeojson(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)), crs)
const fault = (document: unknown, crs?: Crs): string => {
  const found = read(document, crs)
  return found.ok ? 'fine' : `${found.fault} ${found.at ?? ''}`.trim()
}

describe('a GeoJSON file', () => {
  it('is read as shapes with what they are; nothing else of a feature is kept', () => {
    const river = feature({ type: 'Polygon', coordinates: [square] }, { waterway: 'river', owner: '某某', name: '嘉陵江' })
    const found = read(
      collection(
        river,
        feature(line(square), { fclass: '公路' }),
        feature({ type: 'Point', coordinates: [106.5, 29.5] }, { place: 'town', name: '寸滩' }),
      ),
    )
    assert.ok(found.ok)
    assert.deepEqual(
      found.shapes.map(({ part, kind, name }) => [part, kind, name]),
      [
        ['water', 'area', undefined],
        ['road', 'line', undefined],
        ['place', 'point', '寸滩'],
      ],
    )
    assert.deepEqual(found.bounds, [106.5, 29.5, 106.6, 29.6])
    assert.ok(!JSON.stringify(found.shapes).includes('某某'))
  })

  it('in a shifted system is shifted back, in metres of a zone it is degrees', () => {
    const at = (crs: Crs) => square.map(([lon, lat]) => fromWgs84(crs, { lon: lon!, lat: lat! }))
    for (const crs of ['GCJ-02', 'BD-09', 'EPSG:4545', 'CGCS2000'] as const) {
      const found = read(collection(feature(line(at(crs)))), crs)
      assert.ok(found.ok, crs)
      for (const [i, degrees] of [106.5, 29.5, 106.6, 29.6].entries())
        assert.ok(Math.abs(found.bounds[i]! - degrees) < 2e-5, `${crs} ${found.bounds}`)
    }
  })

  it('that could do harm is a fault with its place', () => {
    assert.equal(fault('PMTiles'), 'not-geojson')
    assert.equal(fault('[1, 2]'), 'not-geojson')
    assert.equal(fault(`${'['.repeat(5_000)}${']'.repeat(5_000)}`), 'deep')
    assert.equal(fault({ type: 'Topology', objects: {} }), 'not-geojson #1')
    assert.equal(fault(collection(feature(line(square)), { type: 'Nonsense' })), 'not-geojson #2')
    assert.equal(fault(collection(feature(line([[106.5, '29.5']])))), 'not-geojson #1')
    assert.equal(fault(collection(feature({ type: 'Polygon', coordinates: square }))), 'not-geojson #1', 'one list too few')
    assert.equal(
      fault(
        collection(
          feature(
            line([
              [190, 29.5],
              [106.5, 29.5],
            ]),
          ),
        ),
      ),
      'range #1: 190, 29.5',
    )
    assert.equal(
      fault(
        collection(
          feature(
            line([
              [106.5, 89],
              [106.5, 29.5],
            ]),
          ),
        ),
      ),
      'range #1: 106.5, 89',
    )
    assert.equal(
      fault(
        collection(
          feature(
            line([
              [500_000, 3_200_000],
              [500_100, 3_200_000],
            ]),
          ),
        ),
      ),
      'range #1: 500000, 3200000',
    )
    assert.equal(fault(collection(feature(line(square))), 'EPSG:4545'), 'range #1: 106.5, 29.5')
    assert.equal(fault(collection()), 'empty')
    assert.equal(fault(collection(feature(null))), 'empty')
    const named = (name: string) => ({ ...collection(feature(line(square))), crs: { type: 'name', properties: { name } } })
    assert.equal(fault(named('urn:ogc:def:crs:EPSG::4490')), 'crs urn:ogc:def:crs:EPSG::4490')
    assert.equal(fault(named('urn:ogc:def:crs:OGC:1.3:CRS84')), 'fine')
    assert.equal(
      fault(JSON.stringify(collection(feature(line(square)))).replace('"properties":{}', '"__proto__":{}')),
      'not-geojson',
    )
  })
})

describe('bytes of a stranger', () => {
  it('are read or refused, whatever was changed in them; what is read is laid', () => {
    const good = Buffer.from(
      JSON.stringify(collection(feature({ type: 'MultiPolygon', coordinates: [[square], [square]] }), feature(line(square)))),
    )
    const chance = seeded(7)
    let refused = 0
    for (let n = 0; n < 1_500; n++) {
      const bytes = Buffer.from(good)
      for (let i = 0; i < 1 + (n % 3); i++) bytes[chance.below(bytes.length)] = n % 2 ? 32 + chance.below(95) : chance.below(256)
      const found = readGeojson(bytes, 'WGS-84')
      if (!found.ok) refused++
      else if (n % 10 === 0) assert.ok(layTiles(found.shapes, 50).tiles.length > 0)
    }
    assert.ok(refused > 300 && refused < 1_500, `${refused}`)
  })
})

describe('what a feature is', () => {
  it('is said by the keys of OpenStreetMap or the words of surveyors; unknown shapes are outlines, unknown points nothing', () => {
    const parts = [
      { highway: 'primary' },
      { building: true },
      { landuse: 'forest' },
      { natural: 'water' },
      { 图层: '水系面' },
      { type: 'x' },
      { highway: 'no' },
    ]
    assert.deepEqual(
      parts.map((properties) => partOf(properties, false)),
      ['road', 'building', 'green', 'water', 'water', 'outline', 'outline'],
    )
    assert.deepEqual([partOf({ amenity: 'bank' }, true), partOf({ place: 'village' }, true)], [null, 'place'])
  })
})

describe('a shape in a box', () => {
  const box = { west: 0.4, east: 0.6, north: 0.4, south: 0.6 }
  const shape = (kind: BaseShape['kind'], ...stretches: number[][]): BaseShape => ({ part: 'outline', kind, stretches })
  it('is cut: a line into the pieces that cross it, an area along the edge', () => {
    const zigzag = shape('line', [0.3, 0.5, 0.5, 0.5, 0.7, 0.5, 0.7, 0.45, 0.3, 0.45])
    const cut = clipped(zigzag, box)!.stretches.map((flat) => flat.map((n) => Math.round(n * 1e6) / 1e6))
    assert.deepEqual(cut, [
      [0.4, 0.5, 0.5, 0.5, 0.6, 0.5],
      [0.6, 0.45, 0.4, 0.45],
    ])
    const area = clipped(shape('area', [0, 0, 1, 0, 1, 1, 0, 1]), box)!
    assert.deepEqual(new Set(area.stretches[0]), new Set([0.4, 0.6]))
  })
  it('beside it is none, and inside it is the same', () => {
    assert.equal(clipped(shape('line', [0.1, 0.1, 0.3, 0.3]), box), null)
    assert.deepEqual(clipped(shape('line', [0.5, 0.5, 0.55, 0.5]), box)!.stretches, [[0.5, 0.5, 0.55, 0.5]])
  })
})

describe('tiles of shapes', () => {
  it('hold what lies in them, zoom by zoom, and are read by others', () => {
    const found = read(
      collection(
        feature({ type: 'Polygon', coordinates: [square] }, { natural: 'water' }),
        feature(line(square), { highway: 'primary' }),
      ),
    )
    assert.ok(found.ok)
    const { tiles, maxZoom } = layTiles(found.shapes)
    assert.equal(maxZoom, zooms.most)
    const of = (z: number) => tiles.filter((tile) => tile.z === z)
    assert.equal(of(zooms.least).length, 1)
    assert.ok(of(14).length >= 20 && of(14).length <= 80, `${of(14).length}`)
    const tile = new VectorTile(new PbfReader(of(10)[0]!.bytes))
    assert.deepEqual(Object.keys(tile.layers).sort(), ['road', 'water'])
    const [geometry] = [tile.layers.water!.feature(0).loadGeometry()]
    assert.ok(geometry[0]!.length >= 4)
  })
  it('end before a zoom that would take too many', () => {
    const found = read(
      collection(
        feature(
          line([
            [73, 20],
            [135, 50],
          ]),
        ),
      ),
    )
    assert.ok(found.ok)
    const { tiles, maxZoom } = layTiles(found.shapes, 500)
    assert.ok(maxZoom < zooms.most && tiles.length <= 1_000, `${maxZoom} ${tiles.length}`)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boxAround, fanOf, metresPerPixel } from './fan.ts'
import { levelOfObject, lookText, readHidden, readLook, rimOf } from './geo.ts'
import { shownOf } from './map-style.ts'

describe('the address of a map', () => {
  it('holds where one looks, and nothing else is taken for it', () => {
    const look = { lon: 106.5742, lat: 29.6051, zoom: 11.2 }
    assert.deepEqual(readLook(lookText(look)), look)
    for (const text of [undefined, '', '1,2', '1,2,', '200,10,3', '1,89,3', '1,2,99', 'a,b,c', '1,2,3,4'])
      assert.equal(readLook(text), null, text)
  })
  it('holds the levels that are hidden', () => assert.deepEqual([...readHidden('5,4,9,x')].toSorted(), [4, 5]))
})

describe('the rim of several areas', () => {
  const square = (west: number): number[][] => [
    [west, 0],
    [west + 1, 0],
    [west + 1, 1],
    [west, 1],
    [west, 0],
  ]
  const area = (west: number) =>
    ({ type: 'Feature', id: String(west), geometry: { type: 'MultiPolygon', coordinates: [[square(west)]] } }) as never
  const stretches = (...west: number[]) => {
    const { geometry } = rimOf(west.map(area))
    return geometry.type === 'MultiLineString' ? geometry.coordinates.map(String) : []
  }
  it('leaves out what two of them share, and keeps what only one has', () => {
    assert.equal(stretches(0).length, 4)
    assert.equal(stretches(0, 1).length, 6)
    assert.ok(!stretches(0, 1).some((ends) => ends === '1,0,1,1' || ends === '1,1,1,0'), 'the border between them')
    assert.equal(stretches(0, 5).length, 8)
  })
})

describe('a level', () => {
  it('is the graver of risk and alarm', () => {
    assert.equal(levelOfObject({ risk: 'green', severity: 'orange' }), 2)
    assert.equal(levelOfObject({ risk: 'red', severity: 'blue' }), 1)
    assert.equal(levelOfObject({ risk: null, severity: null }), 0)
  })
})

/** Works an expression of the style out, as far as these tests need it. */
function value(expression: unknown, of: Record<string, number>): unknown {
  if (!Array.isArray(expression)) return expression
  const [op, ...rest] = expression as [string, ...unknown[]]
  const all = () => rest.map((one) => value(one, of))
  const numbers = () => all().map(Number)
  if (op === 'get') return of[String(rest[0])] ?? null
  if (op === 'has') return of[String(rest[0])] !== undefined
  if (op === 'coalesce') return all().find((one) => one !== null)
  if (op === '+') return numbers().reduce((a, b) => a + b, 0)
  if (op === '/') return numbers()[0]! / numbers()[1]!
  if (op === 'round') return Math.round(numbers()[0]!)
  if (op === '>') return numbers()[0]! > numbers()[1]!
  if (op === '<') return numbers()[0]! < numbers()[1]!
  if (op === 'all') return all().every(Boolean)
  if (op === 'to-string') return String(value(rest[0], of))
  if (op === 'concat') return all().join('')
  if (op === 'case') {
    for (let i = 0; i + 1 < rest.length; i += 2) if (value(rest[i], of)) return value(rest[i + 1], of)
    return value(rest.at(-1), of)
  }
  throw new Error(op)
}

describe('a cluster under the legend', () => {
  const cluster = { n: 1234, n1: 2, n3: 32, n5: 1200, worst: 1 }
  it('leads with the worst of what is shown and counts only that', () => {
    assert.equal(value(shownOf(new Set()).image, cluster), 'ring|2,0,32,0,1200,0|1|1.2k')
    const some = shownOf(new Set([1, 5]))
    assert.equal(value(some.image, cluster), 'ring|0,0,32,0,0,0|3|32')
    assert.equal(value(some.clusters, cluster), true)
  })
  it('shows what nobody rated beside the rest, under the worst that is', () => {
    const mixed = { n: 73, n0: 72, n2: 1, worst: 2 }
    assert.equal(value(shownOf(new Set()).image, mixed), 'ring|0,1,0,0,0,72|2|73')
    assert.equal(value(shownOf(new Set([0])).image, mixed), 'ring|0,1,0,0,0,0|2|1')
  })
  it('is not there when all of it is hidden', () => {
    assert.equal(value(shownOf(new Set([1, 3, 5])).clusters, cluster), false)
    assert.equal(value(shownOf(new Set([0, 1, 2, 3, 4, 5])).clusters, cluster), false)
  })
})

describe('what stands at one place', () => {
  const row = {
    name: '',
    kind: 'tank',
    area: null,
    severity: null,
    state: null,
    openedAt: null,
    placedAt: null,
    stale: false,
    lon: 0,
    lat: 0,
  }
  const at = { lon: 106.5, lat: 29.5 }
  it('is fanned out so that each has room', () => {
    const { features } = fanOf(
      Array.from({ length: 12 }, (_, n) => ({ ...row, id: `${n}`, level: 1 })),
      at,
      17,
    )
    const places = features.filter((f) => f.geometry.type === 'Point').map((f) => (f.geometry as GeoJSON.Point).coordinates)
    const metre = 111_320 * Math.cos((at.lat * Math.PI) / 180)
    const gaps = places.map(([x, y], i) =>
      Math.hypot((x! - places.at(i - 1)![0]!) * metre, (y! - places.at(i - 1)![1]!) * 111_320),
    )
    for (const gap of gaps) assert.ok(gap / metresPerPixel(at.lat, 17) > 28, `${gap}`)
    assert.equal(features.length, 24)
  })
  it('lies in the box that is asked about', () => {
    const [west, south, east, north] = boxAround(at, 17, 24)
    assert.ok(west < at.lon && east > at.lon && south < at.lat && north > at.lat)
  })
})

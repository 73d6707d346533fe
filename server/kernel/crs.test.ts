import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Crs } from '../../contract/crs.ts'
import { fromWgs84, toWgs84 } from './crs.ts'
import { distanceM } from './geo.ts'

type Vector = { name: string } & Record<'wgs84' | 'gcj02' | 'bd09', [number, number]>
const read = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`../../test/data/coordinates/${name}`, import.meta.url), 'utf8')) as Vector[]
const landmarks = read('gcj02-bd09-vectors.json')
const cities = read('gcj02-bd09-china-cities-664.json')
const apart = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]))
const degrees = (crs: Crs, at: [number, number]): [number, number] => {
  const found = toWgs84(crs, at)
  assert.equal(found.flag, undefined)
  return 'lon' in found ? [found.lon, found.lat] : [Number.NaN, Number.NaN]
}

describe('coordinates of Chinese maps', () => {
  for (const [what, vectors, within] of [
    ['16 landmarks within 1e-6 degree', landmarks, 1e-6],
    ['664 cities within 1e-5 degree', cities, 1e-5],
  ] as const)
    it(`are those of WGS-84, there and back: ${what}`, () => {
      for (const { name, wgs84, gcj02, bd09 } of vectors)
        for (const [crs, other] of [
          ['GCJ-02', gcj02],
          ['BD-09', bd09],
        ] as const) {
          assert.ok(apart(fromWgs84(crs, { lon: wgs84[0], lat: wgs84[1] }), other) <= within, `${name} to ${crs}`)
          assert.ok(apart(degrees(crs, other), wgs84) <= within, `${name} from ${crs}`)
        }
      assert.ok(vectors.length === 16 || vectors.length === 664)
    })
  for (const [crs, metres] of [
    ['GCJ-02', 480],
    ['BD-09', 1_056],
  ] as const)
    it(`of ${crs} lie ${metres} m beside the place in the middle of Chongqing when their system is not told`, () => {
      const at = { lon: 106.5745, lat: 29.5595 }
      const [lon, lat] = fromWgs84(crs, at)
      const off = distanceM(at, { lon, lat })
      assert.ok(Math.abs(off - metres) < 10, `${off}`)
    })
})

describe('metres of a Gauss-Krüger zone', () => {
  it('lead back to the degrees they came from, in every zone', () => {
    const rows = [
      { first: 4491, count: 11, step: 6 },
      { first: 4502, count: 11, step: 6 },
      { first: 4513, count: 21, step: 3 },
      { first: 4534, count: 21, step: 3 },
    ]
    for (const { first, count, step } of rows)
      for (let n = 0; n < count; n++) {
        const crs = Crs.parse(`EPSG:${first + n}`)
        const at = { lon: 75 + step * n + 1.2, lat: 29.5595 }
        assert.ok(apart(degrees(crs, fromWgs84(crs, at)), [at.lon, at.lat]) < 1e-9, crs)
        const easting = fromWgs84(crs, { ...at, lon: 75 + step * n })[0]
        assert.ok(Math.abs((easting % 1_000_000) - 500_000) < 1e-6, `${crs}: ${easting}`)
      }
  })
  it('are those of the survey: a degree and a half east of 105°, at 29.5° north', () => {
    // On the middle meridian the easting is the false one, and the northing the arc of the meridian: 3,264,789.94 m on GRS80.
    const [east, north] = fromWgs84('EPSG:4544', { lon: 105, lat: 29.5 })
    assert.ok(Math.abs(east - 500_000) < 1e-6)
    assert.ok(Math.abs(north - meridianArc(29.5)) < 0.001, String(north))
    assert.ok(Math.abs(fromWgs84('EPSG:4523', { lon: 105, lat: 29.5 })[0] - 35_500_000) < 1e-6)
    assert.ok(Math.abs(fromWgs84('EPSG:4496', { lon: 105, lat: 29.5 })[0] - 18_500_000) < 1e-6)
  })
})

/** The arc of the meridian from the equator, by summing small steps: nothing of the projection is in it. */
function meridianArc(lat: number): number {
  const [a, f] = [6_378_137, 1 / 298.257222101]
  const e2 = f * (2 - f)
  const steps = 200_000
  let sum = 0
  for (let i = 0; i < steps; i++) {
    const phi = (((i + 0.5) / steps) * lat * Math.PI) / 180
    sum += (1 - e2 * Math.sin(phi) ** 2) ** -1.5
  }
  return (a * (1 - e2) * sum * ((lat * Math.PI) / 180)) / steps
}

describe('a position that is none', () => {
  it('is flagged, not shown', () => {
    assert.deepEqual(toWgs84(null, [106.5, 29.5]), { flag: 'untagged' })
    for (const [crs, at] of [
      ['WGS-84', [0, 0]],
      ['WGS-84', [181, 29]],
      ['WGS-84', [29.5, 106.5]],
      ['GCJ-02', [Number.NaN, 29]],
      ['EPSG:4544', [106.5, 29.5]],
      ['EPSG:4544', [35_600_000, 3_264_790]],
      ['EPSG:4523', [500_000, 3_264_790]],
      ['EPSG:4544', [560_000, -5]],
    ] as const)
      assert.deepEqual(toWgs84(crs, at), { flag: 'impossible' }, `${crs} ${at}`)
    assert.equal(Crs.safeParse('EPSG:4326').success, false)
  })
})

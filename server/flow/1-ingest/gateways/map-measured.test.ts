import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mapMeasured } from './map-measured.ts'

const now = new Date('2026-03-02T01:30:00Z')
const bound = { min: -1000, max: 1000 }
const bounds = { speed: bound, lon: bound, lat: bound }
const at = '2026-03-02T09:00:00+08:00'
const position = { lon: 106.55, lat: 29.56 }

describe('what was measured, as readings', () => {
  it('leaves out what the pack does not know, and what then holds nothing', () => {
    const measured = [
      { at, values: { speed: 3, direction: 9 } },
      { at, values: { direction: 9 } },
    ]
    assert.deepEqual(mapMeasured(measured, { bounds, crs: null, now }), { readings: [{ at, values: { speed: 3 } }], flags: [] })
  })

  it('moves a position into WGS-84, flags one without a system or that cannot be, and keeps the rest', () => {
    const measured = [{ at, values: { speed: 3 }, position }]
    assert.deepEqual(mapMeasured(measured, { bounds, crs: 'WGS-84', now }).readings[0]!.values, { speed: 3, ...position })
    const moved = mapMeasured(measured, { bounds, crs: 'GCJ-02', now }).readings[0]!.values
    assert.ok(Math.abs(moved.lon! - position.lon) > 0.001)
    assert.deepEqual(mapMeasured(measured, { bounds, crs: null, now }), {
      ...{ readings: [{ at, values: { speed: 3 } }], flags: ['position-untagged'] },
    })
    const nowhere = [{ at, values: { speed: 3 }, position: { lon: 0, lat: 0 } }]
    assert.deepEqual(mapMeasured(nowhere, { bounds, crs: 'WGS-84', now }).flags, ['position-impossible'])
  })

  it('takes what has no time for one of this moment', () => {
    const measured = [{ at: null, values: { speed: 3 } }]
    assert.equal(mapMeasured(measured, { bounds, crs: null, now }).readings[0]!.at, now.toISOString())
  })
})

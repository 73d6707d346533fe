import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boxText, distanceM, metresFrom } from './local-map.ts'

const tashan = { lon: 106.6, lat: 29.6 }

describe('a picture of a few kilometres', () => {
  it('has north up and east right', () => {
    const { east, north } = metresFrom(tashan, { lon: 106.601, lat: 29.601 })
    assert.ok(Math.abs(north - 111.3) < 0.1)
    assert.ok(Math.abs(east - 96.8) < 0.1)
  })
  it('asks the server for a square as wide as high', () => {
    const [west, south, east, north] = boxText(tashan, 500).split(',').map(Number) as [number, number, number, number]
    assert.ok(Math.abs(distanceM({ lon: west, lat: 29.6 }, { lon: east, lat: 29.6 }) - 1000) < 1)
    assert.ok(Math.abs(distanceM({ lon: 106.6, lat: south }, { lon: 106.6, lat: north }) - 1000) < 1)
  })
})

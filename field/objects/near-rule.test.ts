import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boxAround, nearestFirst, nearM, roughly } from './near-rule.ts'

const at = { lon: 106.61051, lat: 29.62862 }
const thing = (id: string, lon: number, lat: number) => ({
  ...{ id, lon, lat, name: id, kind: 'building', risk: 'green' as const, severity: null },
  ...{ placedAt: null, stale: false },
})

describe('objects near by', () => {
  it('are listed by the way to them, none that is too far', () => {
    const rows = nearestFirst(at, [
      thing('far', 106.6205, 29.6286),
      thing('north', 106.61051, 29.6306),
      thing('west', 106.6095, 29.62862),
    ])
    assert.deepEqual(
      rows.map(({ id, bearing }) => [id, bearing]),
      [
        ['west', 270],
        ['north', 0],
      ],
    )
    assert.ok(rows.every(({ m }) => m > 0 && m <= nearM))
  })

  it('are asked for around a rough place, and the box misses nothing within reach', () => {
    const rough = roughly(at)
    assert.notEqual(rough.lon, at.lon)
    assert.ok(Math.abs(rough.lon - at.lon) <= 0.00026 && Math.abs(rough.lat - at.lat) <= 0.00026)
    const [west, south, east, north] = boxAround(rough).split(',').map(Number) as [number, number, number, number]
    const reachLat = nearM / 111_195
    const reachLon = reachLat / Math.cos((at.lat * Math.PI) / 180)
    assert.ok(west < at.lon - reachLon && east > at.lon + reachLon && south < at.lat - reachLat && north > at.lat + reachLat)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { slopePlay } from '../../test/shipped-plays.ts'
import { sensorValues } from './sensor.ts'

const values = (id: string, nowMs: number) => sensorValues(slopePlay, id, { seed: '1', nowMs })
const now = Date.parse('2026-06-10T01:00:00Z')

describe('a sensor of a point at rest', () => {
  it('moves by the heat of the day and noise, and never stands quite still', () => {
    const crack = 'rk-500236-0001-crack-1'
    const day = Array.from({ length: 144 }, (_, i) => values(crack, now + i * 600_000).crack!)
    assert.ok(Math.max(...day) - Math.min(...day) < 1.2)
    assert.ok(new Set(day).size > 20)
    assert.deepEqual(values(crack, now), values(crack, now))
  })
  it('says of rain no more than the limits of a day, alike in one district', () => {
    const gauge = (n: number) => `rk-500236-000${n}-rain-1`
    for (let hour = 0; hour < 500; hour++) {
      const one = values(gauge(1), now + hour * 3_600_000)
      assert.ok(one.rain1h! <= 6 && one.rain24h! < 50, JSON.stringify(one))
      const other = values(gauge(2), now + hour * 3_600_000)
      assert.deepEqual([one.rain1h, one.rain24h], [other.rain1h, other.rain24h])
    }
  })
})

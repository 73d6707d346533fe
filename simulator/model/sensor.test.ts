import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sensorValues } from './sensor.ts'

const now = Date.parse('2026-06-10T01:00:00Z')

describe('a sensor of a point at rest', () => {
  it('moves by the heat of the day and noise, and never stands quite still', () => {
    const crack = { id: 'rk-500236-0001-crack-1', kind: 'rock-sensor' }
    const day = Array.from({ length: 144 }, (_, i) => sensorValues(crack, '1', now + i * 600_000).crack!)
    assert.ok(Math.max(...day) - Math.min(...day) < 1.2)
    assert.ok(new Set(day).size > 20)
    assert.deepEqual(sensorValues(crack, '1', now), sensorValues(crack, '1', now))
  })
  it('says of rain no more than the limits of a day, alike in one district', () => {
    const gauge = (n: number) => ({ id: `rk-500236-000${n}-rain-1`, kind: 'rock-sensor' })
    for (let hour = 0; hour < 500; hour++) {
      const values = sensorValues(gauge(1), '1', now + hour * 3_600_000)
      assert.ok(values.rain1h! <= 6 && values.rain24h! < 50, JSON.stringify(values))
      const other = sensorValues(gauge(2), '1', now + hour * 3_600_000)
      assert.deepEqual([values.rain1h, values.rain24h], [other.rain1h, other.rain24h])
    }
  })
  it('tells its battery alone when it is a loudspeaker', () => {
    assert.deepEqual(Object.keys(sensorValues({ id: 'yg-500236-0001-1', kind: 'loudspeaker' }, '1', now)), ['battery'])
  })
})

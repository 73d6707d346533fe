import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { roundsPlay } from '../../test/shipped-plays.ts'
import { outsideHours, route } from './truck.ts'

it('a truck drives out full, stands at the tip, comes back empty and stands at its site, without a leap', () => {
  const site = { lon: 106.6, lat: 29.6 }
  const steps = Array.from({ length: 240 }, (_, i) => route(roundsPlay.model, { id: 'a', site }, i * 10_000))
  const far = steps.map(({ lon, lat }) => Math.hypot(lon - site.lon, lat - site.lat))
  assert.ok(Math.max(...far) < 0.019)
  assert.equal(Math.min(...far), 0)
  for (const [i, { lon, lat }] of steps.entries()) {
    const before = steps[i - 1]
    if (before) assert.ok(Math.hypot(lon - before.lon, lat - before.lat) < 0.0006, `leap at ${i}`)
  }
  assert.ok(steps.every(({ direction }) => Number.isInteger(direction) && direction >= 0 && direction < 360))
  assert.deepEqual(new Set(steps.map(({ full }) => full)), new Set([true, false]))
  assert.ok(steps.some(({ speedKmh }) => speedKmh === 0) && steps.every(({ speedKmh }) => speedKmh <= 45))
})

describe('hours of permits', () => {
  const at = (time: string): number => Date.parse(`2026-06-10T${time}:00+08:00`)
  const peaks = [
    ['09:00', '17:00'],
    ['19:00', '07:00'],
  ] as const

  it('are left at the minute the last permit ends, and come back with the next', () => {
    assert.deepEqual(outsideHours(peaks, at('06:50'), at('07:10')), { fromMs: at('07:00'), untilMs: at('07:10') })
    assert.deepEqual(outsideHours(peaks, at('08:50'), at('09:10')), { fromMs: at('08:50'), untilMs: at('09:00') })
    assert.equal(outsideHours(peaks, at('23:50'), at('23:59')), null)
    assert.equal(outsideHours([...peaks, ['00:00', '24:00']], at('07:00'), at('09:00')), null)
  })
})

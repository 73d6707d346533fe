import assert from 'node:assert/strict'
import { it } from 'node:test'
import { dustAt } from './dust.ts'

it('a station stays below the limits of dust and noise all day, and tells the same again', () => {
  for (let minute = 0; minute < 1440; minute++) {
    const { pm10, noise, humidity } = dustAt('a', minute * 60_000)
    assert.ok(pm10 > 20 && pm10 < 150 && noise > 30 && noise < 70 && humidity > 20 && humidity < 100, `minute ${minute}`)
  }
  assert.deepEqual(dustAt('a', 5), dustAt('a', 5))
})

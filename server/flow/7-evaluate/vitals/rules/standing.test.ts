import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hangsOnPast, standings } from './standing.ts'

describe('the standing of a vital', () => {
  const definition = { normal: { least: 95 }, hysteresis: 1 }
  const cases: [string, (number | null)[], string[]][] = [
    ['on its limit is normal', [95, 94.9], ['normal', 'outside']],
    ['comes back only by the hysteresis', [94, 95.5, 96, 95.5], ['outside', 'outside', 'normal', 'normal']],
    ['is unknown where nothing was told, and a gap forgets nothing', [94, null, 95.5], ['outside', 'unknown', 'outside']],
  ]
  for (const [name, values, expected] of cases) it(name, () => assert.deepEqual(standings(values, definition), expected))

  it('has two sides', () =>
    assert.deepEqual(standings([4, 5, 10, 11, 10.5], { normal: { least: 5, most: 10 }, hysteresis: 0 }), [
      ...['outside', 'normal', 'normal', 'outside', 'outside'],
    ]))

  it('without a range is unknown, never normal', () => assert.deepEqual(standings([1], { hysteresis: 0 }), ['unknown']))

  it('hangs on its past only within its hysteresis of a limit', () => {
    const two = { normal: { least: 5, most: 10 }, hysteresis: 2 }
    const near = [4.9, 5, 6.9, 7, 8, 8.1, 10, 10.1, null].map((value) => hangsOnPast(value, two))
    assert.deepEqual(near, [false, true, true, false, false, true, true, false, false])
    assert.equal(hangsOnPast(5, { hysteresis: 2 }), false)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Ended, mustOpenAgain } from './open-again.ts'

const minute = 60_000
const quiet = { auto: ['red', 'orange'] as const, quietMs: 10 * minute }
const ended = (how: Ended['how'], severity: Ended['severity'] = 'red'): Ended => ({ how, at: 0, severity })
const red = (at: number) => ({ severity: 'red' as const, at })

describe('an ended event whose alarm stands', () => {
  it('opens again after the quiet time, at its very end', () => {
    assert.equal(mustOpenAgain(red(9 * minute), ended('false-alarm'), quiet, 10 * minute - 1), false)
    assert.equal(mustOpenAgain(red(9 * minute), ended('false-alarm'), quiet, 10 * minute), true)
    assert.equal(mustOpenAgain(red(9 * minute), ended('closed'), quiet, 10 * minute), true)
  })
  it('needs something heard since the end', () => assert.equal(mustOpenAgain(red(0), ended('closed'), quiet, 60 * minute), false))
  it('needs a level that calls people by itself', () =>
    assert.equal(mustOpenAgain({ severity: 'yellow', at: minute }, ended('closed'), quiet, 60 * minute), false))
  it('opens at once when it has become graver, unless the sensor was said to be wrong', () => {
    assert.equal(mustOpenAgain(red(minute), ended('closed', 'orange'), quiet, minute), true)
    assert.equal(mustOpenAgain(red(minute), ended('closed', null), quiet, minute), true)
    assert.equal(mustOpenAgain(red(minute), ended('false-alarm', 'orange'), quiet, minute), false)
  })
  it('rests when nothing stands any more', () => assert.equal(mustOpenAgain(null, ended('closed'), quiet, 60 * minute), false))
})

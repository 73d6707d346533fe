import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { playSeed } from './play.ts'
import { faultNames } from './schedule.ts'

describe('the trace of a seed', () => {
  it('is the same whenever the seed is played', async () => {
    const playing = { seed: 104, hours: 0.5, faults: faultNames }
    const [first, second] = [await playSeed(playing), await playSeed(playing)]
    assert.deepEqual(second.log, first.log)
    assert.equal(second.trace, first.trace)
    assert.equal(first.failure, null)
  })
})

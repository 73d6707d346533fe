import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextBatch } from './timer-batch.ts'

const bounds = { least: 50, most: 400 }

describe('how many timers share a commit', () => {
  it('grows while full batches are quick, up to the bound', () => {
    assert.equal(nextBatch(50, { fired: 50, ms: 9 }, bounds), 100)
    assert.equal(nextBatch(400, { fired: 400, ms: 9 }, bounds), 400)
  })
  it('stays where a batch was not full, or took about as long as it may', () => {
    assert.equal(nextBatch(100, { fired: 20, ms: 1 }, bounds), 100)
    assert.equal(nextBatch(100, { fired: 100, ms: 30 }, bounds), 100)
  })
  it('falls when a batch held its rows too long, never below the least', () => {
    assert.equal(nextBatch(200, { fired: 200, ms: 90 }, bounds), 100)
    assert.equal(nextBatch(50, { fired: 50, ms: 900 }, bounds), 50)
  })
})

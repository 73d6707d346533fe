import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { afterFailure, isLocked, lockMs } from './failures.ts'

const now = new Date('2026-04-10T01:30:00Z')

describe('wrong passwords', () => {
  it('are counted up to the fourth', () => assert.deepEqual(afterFailure(3, now), { failures: 4, lockedUntil: null }))
  it('lock at the fifth, for a quarter of an hour', () =>
    assert.deepEqual(afterFailure(4, now), { failures: 0, lockedUntil: new Date(now.getTime() + lockMs) }))
  it('keep the lock until its very minute', () => {
    const until = new Date(now.getTime() + lockMs)
    assert.equal(isLocked(until, new Date(until.getTime() - 1)), true)
    assert.equal(isLocked(until, until), false)
    assert.equal(isLocked(null, now), false)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextQuota } from './pace.ts'

describe('the size of a batch that may raise alarms', () => {
  it('shrinks while alarms come by the dozen and take long, by no more than four at once, never below its least', () => {
    assert.equal(nextQuota(1_000, { heavy: 900, changes: 900, ms: 9_000 }), 250)
    assert.equal(nextQuota(250, { heavy: 250, changes: 100, ms: 120 }), 125)
    assert.equal(nextQuota(20, { heavy: 20, changes: 20, ms: 500 }), 16)
    assert.equal(nextQuota(40, { heavy: 40, changes: 20, ms: 50 }), 40)
  })
  it('grows again once they no longer do, however slow the machine is', () => {
    assert.equal(nextQuota(16, { heavy: 16, changes: 3, ms: 500 }), 32)
    assert.equal(nextQuota(16, { heavy: 0, changes: 0, ms: 10 }), 32)
    assert.equal(nextQuota(1_000, { heavy: 16, changes: 0, ms: 500 }), 1_000)
  })
})

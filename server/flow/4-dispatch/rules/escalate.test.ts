import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { escalate } from './escalate.ts'

describe('a work order nobody accepted in time', () => {
  it('calls the next rung of its plan', () => assert.equal(escalate([true, true, true], 0), 1))
  it('goes on rung by rung', () => assert.equal(escalate([true, true, true], 1), 2))
  it('passes over a rung that has nobody, and never goes down', () => {
    assert.equal(escalate([true, false, true], 0), 2)
    assert.equal(escalate([true, false, false], 1), null)
  })
  it('has none above the top, nor without a ladder', () => {
    assert.equal(escalate([true, true, true], 2), null)
    assert.equal(escalate([], 0), null)
  })
})

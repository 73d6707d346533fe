import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { turnOf } from './turn-of.ts'

const now = Date.parse('2026-03-02T11:21:46Z')
const turn = (startsAt: string | null, { passed = false, answered = false } = {}) =>
  turnOf({ startsAt, passed }, { answered, now })

describe('a rung that was not called', () => {
  it('comes when the limit of the one before ends, and is late after it, never begun', () => {
    assert.equal(turn('2026-03-02T11:22:09Z'), 'coming')
    assert.equal(turn('2026-03-02T11:20:00Z'), 'late')
    assert.equal(turn(null), 'unsaid')
  })

  it('does not come where somebody answered or one above was called', () => {
    assert.equal(turn('2026-03-02T11:22:09Z', { answered: true }), 'spared')
    assert.equal(turn(null, { passed: true, answered: true }), 'passed')
  })
})

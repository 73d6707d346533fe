import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isReplayed } from './is-replayed.ts'

it('what decides what is found, or what colour something has, is replayed; what people are given to do and how long it waits is not', () => {
  assert.equal(isReplayed({ sets: [{ rule: '*', at: 'clearHold' }] }), true)
  assert.equal(isReplayed({ sets: [{ check: 'speed', at: 'limit' }] }), true)
  assert.equal(isReplayed({ sets: [{ floor: '*', at: 'steps.1.after' }] }), true)
  assert.equal(isReplayed({ sets: [{ check: 'no-ticket', at: 'late' }] }), false)
  assert.equal(isReplayed({ sets: [] }), false)
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayAnswer } from './may-answer.ts'

const asked = { state: 'waiting', askedBy: 'ann', tier: 'district' } as const
const says = (...given: Parameters<typeof mayAnswer>) => {
  const may = mayAnswer(...given)
  return may.ok ? 'may' : may.refusal.code
}

describe('a change that waits for a second person', () => {
  it('is answered by another of the same tier or a higher one, never by whoever asked', () => {
    for (const verb of ['confirm', 'refuse'] as const) {
      assert.equal(says(verb, asked, { person: 'bob', tier: 'district' }), 'may')
      assert.equal(says(verb, asked, { person: 'bob', tier: 'city' }), 'may')
      assert.equal(says(verb, asked, { person: 'bob', tier: 'town' }), 'object.request-second')
      assert.equal(says(verb, asked, { person: 'ann', tier: 'city' }), 'object.request-second')
    }
  })
  it('is taken back by whoever asked alone', () => {
    assert.equal(says('withdraw', asked, { person: 'ann', tier: 'district' }), 'may')
    assert.equal(says('withdraw', asked, { person: 'bob', tier: 'city' }), 'object.request-own')
  })
  it('is answered once', () => {
    for (const state of ['confirmed', 'refused', 'withdrawn', 'lapsed'] as const)
      assert.equal(says('confirm', { ...asked, state }, { person: 'bob', tier: 'city' }), 'object.request-state')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayAnswer } from './may-answer.ts'

const asked = { state: 'waiting', askedBy: 'ann' } as const
const codes = { state: 'object.request-state', own: 'object.request-own', second: 'object.request-second' } as const
const says = (
  verb: Parameters<typeof mayAnswer>[0],
  person: string,
  { isSecond = true, state = 'waiting' as Parameters<typeof mayAnswer>[1]['state'] } = {},
) => {
  const may = mayAnswer(verb, { ...asked, state }, { person, isSecond }, codes)
  return may.ok ? 'may' : may.refusal.code
}

describe('a change that waits for a second person', () => {
  it('is answered by a second person, never by whoever asked, whatever their post', () => {
    for (const verb of ['confirm', 'refuse'] as const) {
      assert.equal(says(verb, 'bob'), 'may')
      assert.equal(says(verb, 'bob', { isSecond: false }), 'object.request-second')
      assert.equal(says(verb, 'ann'), 'object.request-second')
    }
  })
  it('is taken back by whoever asked alone, a second person or not', () => {
    assert.equal(says('withdraw', 'ann', { isSecond: false }), 'may')
    assert.equal(says('withdraw', 'bob'), 'object.request-own')
  })
  it('is answered once', () => {
    for (const state of ['confirmed', 'refused', 'withdrawn', 'lapsed'] as const)
      for (const verb of ['confirm', 'refuse', 'withdraw'] as const)
        assert.equal(says(verb, verb === 'withdraw' ? 'ann' : 'bob', { state }), 'object.request-state')
  })
})

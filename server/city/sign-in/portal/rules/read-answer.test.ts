import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readAnswer } from './read-answer.ts'

const now = new Date('2026-09-01T08:00:00Z')
const said = (answer: unknown): string => {
  const result = readAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer), now)
  return result.ok ? result.value : result.refusal.code
}

describe('what the portal says of a token', () => {
  it('names the account', () => {
    assert.equal(said({ account: ' zhoumin ', more: 1 }), 'zhoumin')
    assert.equal(said({ account: 10086, until: null }), '10086')
    assert.equal(said({ account: 'zhoumin', until: '2026-09-01T16:00:01+08:00' }), 'zhoumin')
  })
  it('is a no for everything else', () => {
    for (const answer of ['', 'no', [], null, {}, { account: '' }, { account: null }, { account: 'x'.repeat(61) }])
      assert.equal(said(answer), 'portal.refused', JSON.stringify(answer))
    assert.equal(said({ account: 'zhoumin', until: '2026-09-01T16:00:00+08:00' }), 'portal.refused')
    assert.equal(said({ account: 'zhoumin', until: 'soon' }), 'portal.refused')
  })
})

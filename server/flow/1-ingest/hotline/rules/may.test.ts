import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Result } from '../../../../kernel/result.ts'
import { isLater, mayAsk, mayJudge, mayReply } from './may.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 2, hour))
const order = { state: 'received' as const, reply_by: at(10), answered_at: null, returned_at: null, disputed_at: null }
const codeOf = (result: Result<null>): string | null => (result.ok ? null : result.refusal.code)

describe('what may be asked of the hotline', () => {
  it('is a return while nobody has taken the matter up, and an extension before its time is over', () => {
    for (const state of ['received', 'accepted', 'merged', 'rejected', 'handling', 'closed'] as const)
      assert.equal(codeOf(mayAsk({ ...order, state }, [], 'return', at(9))), state === 'received' ? null : 'hotline.taken-up')
    assert.equal(codeOf(mayAsk({ ...order, state: 'handling' }, [], 'extension', at(9))), null)
    assert.equal(codeOf(mayAsk(order, [], 'extension', at(10))), 'hotline.late')
    assert.equal(codeOf(mayAsk(order, [], 'return', at(11))), null, 'a wrong address stays wrong')
  })

  it('is one question at a time, and none after the answer', () => {
    for (const what of ['return', 'extension'] as const) {
      assert.equal(codeOf(mayAsk(order, [{ state: 'asked' }], what, at(9))), 'hotline.asked')
      assert.equal(codeOf(mayAsk(order, [{ state: 'refused' }, { state: 'granted' }, { state: 'void' }], what, at(9))), null)
      assert.equal(codeOf(mayAsk({ ...order, answered_at: at(8) }, [], what, at(9))), 'hotline.answered')
    }
    assert.equal(codeOf(isLater(at(10), order)), 'input.malformed')
    assert.equal(codeOf(isLater(at(11), order)), null)
  })
})

describe('an order that is over', () => {
  it('is asked about and answered no more once it went back, nor answered while its end is disputed', () => {
    const back = { ...order, state: 'rejected' as const, returned_at: at(8) }
    const answers = [mayAsk(back, [], 'extension', at(9)), mayAsk(back, [], 'return', at(9)), mayReply(back)]
    assert.deepEqual(answers.map(codeOf), Array(3).fill('hotline.returned'))
    assert.equal(codeOf(mayReply({ ...order, state: 'closed', disputed_at: at(8) })), 'hotline.disputed')
  })
})

describe('the answer and the call-back', () => {
  it('come when the matter is over, once each, and anew when it was not solved', () => {
    for (const state of ['received', 'accepted', 'merged', 'rejected', 'handling', 'closed'] as const)
      assert.equal(codeOf(mayReply({ ...order, state })), ['closed', 'rejected'].includes(state) ? null : 'hotline.not-over')
    assert.equal(codeOf(mayReply({ ...order, state: 'closed', answered_at: at(8) })), 'hotline.answered')
    const verdict = { solved: false, satisfied: null, note: '还是堵', at: at(8).toISOString() }
    assert.equal(codeOf(mayJudge({ answered_at: null, verdict })), 'hotline.not-answered')
    assert.equal(codeOf(mayJudge({ answered_at: at(7), verdict: null })), null)
    assert.equal(codeOf(mayJudge({ answered_at: at(7), verdict })), 'hotline.judged')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at } from '../../../../test/work-order.ts'
import { mayExtendTo } from './extension.ts'

const code = (...args: Parameters<typeof mayExtendTo>) => {
  const answer = mayExtendTo(...args)
  return answer.ok ? 'ok' : answer.refusal.code
}

describe('an extension', () => {
  it('is asked before the limit, to a later moment', () => {
    assert.equal(code(acceptedRow(), at('13:00'), at('11:00')), 'ok')
    assert.equal(code(acceptedRow(), at('12:00'), at('11:00')), 'input.malformed')
    assert.equal(code(acceptedRow(), at('13:00'), at('12:01')), 'work-order.extend-late')
  })
  it('needs a limit to extend', () =>
    assert.equal(code(acceptedRow({ finish_by: null }), at('13:00'), at('11:00')), 'work-order.state'))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at, orderRow } from '../../../../test/work-order.ts'
import { tightenAccept } from './tighten-accept.ts'

// asked 09:30, accept by 09:35
const limit = (time: string) => ({ due: at(time), provisional: false })

describe('an event that becomes graver while nobody has accepted', () => {
  it('gives its lead the heavier limit from then on, when that comes first', () =>
    assert.deepEqual(tightenAccept(orderRow(), limit('09:34')), limit('09:34')))
  it('never gives more time than there was', () => {
    assert.equal(tightenAccept(orderRow(), limit('09:35')), null)
    assert.equal(tightenAccept(orderRow(), limit('09:37')), null)
  })
  it('leaves assisting units and accepted orders alone', () => {
    assert.equal(tightenAccept(orderRow({ role: 'assist' }), limit('09:31')), null)
    assert.equal(tightenAccept(acceptedRow(), limit('09:31')), null)
    assert.equal(tightenAccept(orderRow({ state: 'returned' }), limit('09:31')), null)
  })
})

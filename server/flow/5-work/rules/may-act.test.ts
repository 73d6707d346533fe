import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at, orderRow, people } from '../../../../test/work-order.ts'
import { orderStates } from '../life.ts'
import type { OrderRow, Standing } from '../types.ts'
import { allowedActions, mayAct } from './may-act.ts'

const now = at('09:33')
const code = (order: OrderRow, who: Standing, action: Parameters<typeof mayAct>[2], when = now) => {
  const answer = mayAct(order, who, action, when)
  return answer.ok ? 'ok' : answer.refusal.code
}

describe('who may use which verb', () => {
  it('of an asked order: its unit accepts, returns or passes it on', () => {
    assert.deepEqual(allowedActions(orderRow(), people.zhoumin, now), ['accept', 'return', 'transfer'])
    assert.deepEqual(allowedActions(orderRow(), people.wutong, now), ['accept', 'return', 'transfer'])
  })
  it('of an accepted order: the holder works, a hub over the area watches and decides', () => {
    assert.deepEqual(allowedActions(acceptedRow(), people.zhoumin, now), [
      'arrive',
      'progress',
      'transfer',
      'suspend',
      'extend',
      'support',
      'submit',
    ])
    assert.deepEqual(allowedActions(acceptedRow(), people.chenli, now), ['suspend', 'urge'])
    assert.deepEqual(allowedActions(acceptedRow({ role: 'assist' }), people.chenli, now), ['suspend', 'excuse', 'urge'])
    assert.deepEqual(allowedActions(acceptedRow(), people.hechuan, now), ['urge'])
  })
  it('nothing for another unit, nor for a hub of another area', () => {
    for (const state of orderStates) {
      assert.deepEqual(allowedActions(acceptedRow({ state }), people.hanqing, now), [], state)
      assert.deepEqual(allowedActions(acceptedRow({ state }), people.liangzhu, now), [], state)
    }
  })
  it('a post that was called accepts for the unit, and holds what it accepted', () => {
    assert.equal(code(orderRow(), people.tangke, 'accept'), 'work-order.not-yours')
    assert.equal(code(orderRow({ called: ['post-linjiang-duty'] }), people.tangke, 'accept'), 'ok')
    assert.equal(code(orderRow({ called: ['post-linjiang-duty'] }), people.tangke, 'return'), 'work-order.not-yours')
    assert.equal(code(acceptedRow({ accepted_by: 'p-tangke' }), people.tangke, 'submit'), 'ok')
  })
  it('the second to accept is told who was first', () => {
    const answer = mayAct(acceptedRow(), people.wutong, 'accept', now)
    assert.deepEqual(answer, {
      ok: false,
      refusal: { code: 'work-order.already-accepted', details: { by: '周敏', at: at('09:32').toISOString() } },
    })
  })
  it('an order is returned within its accept limit, once, and not by the backstop', () => {
    assert.equal(code(orderRow(), people.zhoumin, 'return', at('09:35')), 'ok')
    assert.equal(code(orderRow(), people.zhoumin, 'return', at('09:36')), 'work-order.return-late')
    assert.equal(code(orderRow({ returns: 1 }), people.zhoumin, 'return'), 'work-order.return-once')
    assert.equal(code(orderRow({ backstop: true }), people.zhoumin, 'return'), 'work-order.backstop')
    assert.equal(code(acceptedRow(), people.zhoumin, 'return'), 'work-order.state')
  })
  it('nobody approves what they asked themselves', () => {
    const ask = { kind: 'extend' as const, until: at('13:00').toISOString(), reason: '等配件', by: 'p-zhoumin', byName: '周敏' }
    assert.equal(code(acceptedRow(), people.chenli, 'approve-extend'), 'approval.none')
    assert.equal(code(acceptedRow({ ask }), people.chenli, 'approve-extend'), 'ok')
    assert.equal(code(acceptedRow({ ask: { ...ask, by: 'p-chenli' } }), people.chenli, 'refuse-extend'), 'approval.self')
    assert.equal(code(acceptedRow({ ask }), people.zhoumin, 'approve-extend'), 'permit.missing')
    const pause = { reason: '大雨', until: null, askedBy: 'p-chenli', askedByName: '陈立', granted: false }
    assert.equal(code(acceptedRow({ pause, accepted_by: 'p-zhoumin' }), people.chenli, 'suspend'), 'approval.self')
    assert.equal(code(acceptedRow({ pause }), people.chenli, 'resume'), 'approval.self')
  })
  it('a suspension that was asked for is refused by whoever could grant it', () => {
    const pause = { reason: '大雨', until: null, askedBy: 'p-zhoumin', askedByName: '周敏', granted: false }
    assert.equal(code(acceptedRow(), people.chenli, 'resume'), 'approval.none')
    assert.equal(code(acceptedRow({ pause }), people.chenli, 'resume'), 'ok')
    assert.equal(code(acceptedRow({ pause, accepted_by: 'p-chenli' }), people.chenli, 'resume'), 'approval.self')
    assert.equal(code(acceptedRow({ pause }), people.wutong, 'resume'), 'permit.missing')
    assert.equal(code(acceptedRow({ pause }), people.liangzhu, 'resume'), 'work-order.not-yours')
  })
  it('an extension is asked before the limit has passed', () => {
    assert.equal(code(acceptedRow(), people.zhoumin, 'extend', at('12:00')), 'ok')
    assert.equal(code(acceptedRow(), people.zhoumin, 'extend', at('12:01')), 'work-order.extend-late')
    assert.equal(code(acceptedRow({ finish_by: null }), people.zhoumin, 'extend'), 'work-order.state')
  })
  it('the lead is never excused, and nothing is suspended that nobody has accepted', () => {
    assert.equal(code(acceptedRow(), people.chenli, 'excuse'), 'work-order.state')
    assert.equal(code(orderRow(), people.chenli, 'suspend'), 'work-order.state')
  })
  it('nobody arrives twice', () =>
    assert.equal(code(acceptedRow({ arrived_at: at('09:40') }), people.zhoumin, 'arrive'), 'work-order.state'))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { OrderState } from '../../../../contract/work-order.ts'
import { asksFor, todoState } from './todo.ts'

const order = (state: OrderState, by: { accepted_by?: string; submitted_by?: string } = {}) => ({
  state,
  accepted_by: by.accepted_by ?? null,
  submitted_by: by.submitted_by ?? null,
})

describe('a to-do', () => {
  it('is open for all who are asked, then for who accepted, until they finished', () => {
    assert.equal(todoState(order('asked'), 'a'), 'open')
    for (const state of ['accepted', 'arrived', 'suspended'] as const) {
      assert.equal(todoState(order(state, { accepted_by: 'a' }), 'a'), 'open', state)
      assert.equal(todoState(order(state, { accepted_by: 'b' }), 'a'), 'withdrawn', state)
    }
    for (const state of ['submitted', 'passed'] as const) {
      assert.equal(todoState(order(state, { accepted_by: 'a', submitted_by: 'b' }), 'a'), 'done', state)
      assert.equal(todoState(order(state, { accepted_by: 'a', submitted_by: 'b' }), 'b'), 'done', state)
      assert.equal(todoState(order(state, { accepted_by: 'b' }), 'a'), 'withdrawn', state)
    }
  })

  it('is withdrawn from everybody when the order leaves, in whatever way', () => {
    const gone = OrderState.options.filter((state) => !/asked|accepted|arrived|suspended|submitted|passed/.test(state))
    assert.equal(gone.length, 5)
    for (const state of gone) assert.equal(todoState(order(state, { accepted_by: 'a' }), 'a'), 'withdrawn', state)
  })

  it('is made for who is asked, or gets back their own; not for who only hears of it', () => {
    assert.ok(asksFor(order('asked'), { person: 'a', kind: 'order' }))
    for (const kind of ['inform', 'due-soon', 'overdue', 'check', 'escalated'])
      assert.ok(!asksFor(order('asked'), { person: 'a', kind }), kind)
    assert.ok(asksFor(order('accepted', { accepted_by: 'a' }), { person: 'a', kind: 'sent-back' }))
    assert.ok(!asksFor(order('accepted', { accepted_by: 'a' }), { person: 'b', kind: 'order' }), 'came too late')
    assert.ok(!asksFor(order('submitted', { accepted_by: 'a' }), { person: 'a', kind: 'urged' }))
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OrderState } from '../../../../contract/work-order.ts'
import { asksDuty } from './asks-duty.ts'

const part = (unit: string, object?: string) => ({
  ...({ unit, unitName: unit, role: 'assist', reason: 'duty-of-object' } as const),
  ...(object ? { object } : {}),
})
const order = (state: OrderState, unit = 'fire') => ({ unit, state })
const wanted = { unit: 'fire', object: 'tank-2' }

describe('the duty unit of an object whose alarm joins a case', () => {
  it('is asked when it has no part in it', () => {
    assert.equal(asksDuty({ why: [part('law')], orders: [order('accepted', 'law')] }, wanted), true)
  })

  it('is not asked twice while it has the case in hand', () => {
    for (const state of ['asked', 'accepted', 'arrived', 'suspended'] as const)
      assert.equal(asksDuty({ why: [part('fire')], orders: [order(state)] }, wanted), false, state)
  })

  it('is asked again when what it gave back or has done was at another object', () => {
    for (const state of ['returned', 'arbitration', 'transferred', 'submitted', 'passed', 'excused', 'cancelled'] as const)
      assert.equal(asksDuty({ why: [part('fire', 'tank-1')], orders: [order(state)] }, wanted), true, state)
  })

  it('is not asked past its own return for the same object', () => {
    assert.equal(asksDuty({ why: [part('fire', 'tank-2')], orders: [order('returned')] }, wanted), false)
  })
})

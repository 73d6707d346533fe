import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at } from '../../../../test/work-order.ts'
import { resumedState, sentBackState } from './resumed.ts'

describe('an order that goes on after a suspension', () => {
  it('is where it was before: on the way, or at the place', () => {
    assert.equal(resumedState(acceptedRow({ state: 'suspended' })), 'accepted')
    assert.equal(resumedState(acceptedRow({ state: 'suspended', arrived_at: at('09:40') })), 'arrived')
  })
})

describe('an order sent back by the check', () => {
  it('is where it was before: on the way, or at the place', () => {
    assert.equal(sentBackState(acceptedRow({ state: 'submitted' })), 'accepted')
    assert.equal(sentBackState(acceptedRow({ state: 'submitted', arrived_at: at('09:40') })), 'arrived')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at, orderRow } from '../../../../test/work-order.ts'
import { orderStates } from '../life.ts'
import { currentClock } from './current-clock.ts'

const name = (order: Parameters<typeof currentClock>[0]) => currentClock(order)?.clock ?? null

describe('the running clock', () => {
  it('is accept, then arrive, then finish, each from the asking on', () => {
    assert.deepEqual(currentClock(orderRow()), {
      clock: 'accept',
      from: at('09:30'),
      due: at('09:35'),
      firstDue: at('09:35'),
      paused: false,
      provisional: false,
    })
    assert.deepEqual(currentClock(acceptedRow())?.due, at('10:00'))
    assert.equal(name(acceptedRow({ state: 'arrived', arrived_at: at('09:50') })), 'finish')
    assert.equal(currentClock(acceptedRow())?.from.getTime(), at('09:30').getTime())
  })
  it('skips what the plan does not limit', () => {
    assert.equal(name(acceptedRow({ arrive_by: null })), 'finish')
    assert.equal(name(acceptedRow({ arrive_by: null, finish_by: null })), null)
  })
  it('is the finish clock after a suspension of people who had arrived', () =>
    assert.equal(name(acceptedRow({ arrived_at: at('09:50') })), 'finish'))
  it('goes on as accept while an order is returned or in dispute: nobody has taken it on', () => {
    assert.equal(name(orderRow({ state: 'returned' })), 'accept')
    assert.equal(name(orderRow({ state: 'arbitration' })), 'accept')
  })
  it('is none once the work is done or called off', () => {
    const still = orderStates.filter((state) => name(acceptedRow({ state })) === null)
    assert.deepEqual(still, ['submitted', 'passed', 'excused', 'cancelled', 'transferred'])
  })
  it('is that of the rung called last while the ladder climbs, and late from the first limit on', () => {
    const { due, firstDue } = currentClock(orderRow({ step: 1, rung_by: at('09:40') }))!
    assert.deepEqual([due, firstDue], [at('09:40'), at('09:35')])
    assert.deepEqual(currentClock(acceptedRow({ rung_by: at('09:40') }))?.firstDue, at('10:00'))
  })
})

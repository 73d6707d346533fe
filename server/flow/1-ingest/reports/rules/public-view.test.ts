import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lookupCode } from '../../../../kernel/ids.ts'
import { mayDispute, publicSteps, readCode, type ToldAt } from './public-view.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute))
const told = (...steps: [number, ToldAt['outcome']][]): ToldAt[] =>
  steps.map(([minute, outcome]) => ({ at: at(minute), outcome }))

describe('the public steps of a report', () => {
  it('begin with its receipt and use public words', () => {
    const steps = publicSteps(
      at(0),
      told([1, 'accepted'], [2, 'handling'], [9, 'false-alarm'], [12, 'disputed'], [15, 'reopened']),
      [],
    )
    assert.deepEqual(
      steps.map((step) => step.state),
      ['received', 'accepted', 'handling', 'closed', 'disputed', 'handling'],
    )
  })
  it('name the public date of a parked matter, the newest one', () => {
    const parked = [
      { at: at(2), until: '2026-04-01T00:00:00Z' },
      { at: at(20), until: '2026-05-01T00:00:00Z' },
    ]
    const steps = publicSteps(at(0), told([2, 'parked'], [10, 'handling'], [20, 'parked']), parked)
    assert.deepEqual(
      steps.map((step) => step.until),
      [null, '2026-04-01T00:00:00Z', null, '2026-05-01T00:00:00Z'],
    )
  })
})

describe('a dispute', () => {
  const closed = { state: 'closed', event: 'e', outcome: 'closed' } as const
  it('is possible after the end was told', () =>
    assert.equal(mayDispute(closed, told([1, 'accepted'], [5, 'closed']), at(6)), true))
  it('is possible once for each end', () => {
    assert.equal(mayDispute(closed, told([5, 'closed'], [6, 'disputed']), at(7)), false)
    assert.equal(mayDispute(closed, told([5, 'closed'], [6, 'disputed'], [8, 'reopened'], [9, 'closed']), at(10)), true)
  })
  it('is not possible again after it was refused', () =>
    assert.equal(mayDispute(closed, told([5, 'closed'], [6, 'disputed'], [7, 'dispute-refused']), at(8)), false))
  it('ends after 15 days', () =>
    assert.equal(mayDispute(closed, told([5, 'closed']), new Date(at(5).getTime() + 15 * 86_400_000 + 1)), false))
  it('needs an event, and an end', () => {
    assert.equal(mayDispute({ ...closed, event: null }, told([5, 'closed']), at(6)), false)
    assert.equal(mayDispute({ state: 'handling', event: 'e', outcome: null }, told([5, 'handling']), at(6)), false)
    assert.equal(mayDispute({ state: 'closed', event: 'e', outcome: 'self-handled' }, told([5, 'self-handled']), at(6)), false)
  })
})

describe('a look-up code', () => {
  it('is read as people write it', () => assert.equal(readCode(' ab0o-iL9z xk '), 'AB00119ZXK'))
  it('that cannot be one is none', () => {
    for (const written of ['', 'AB', 'U123456789', '1234567890A', '12345；7890', 'A'.repeat(10_000)])
      assert.equal(readCode(written), null)
  })
  it('is always read back as it was made', () => {
    for (let i = 0; i < 50; i++) {
      const code = lookupCode()
      assert.equal(readCode(code), code)
    }
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DrillOrder, inTime, stepsOf } from './steps.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minute))
const order = (given: Partial<DrillOrder> = {}): DrillOrder => ({
  ...{ id: 'o', unit_name: '寸滩街道', role: 'lead', state: 'accepted', asked_at: at(0), done_at: null },
  ...{ accept_by: at(3), accepted_at: null, arrive_by: at(20), arrived_at: null, finish_by: null, submitted_at: null },
  ...given,
})
const verdicts = (one: DrillOrder, end: Date) => stepsOf([one], end).map(({ clock, verdict }) => `${clock} ${verdict}`)

describe('the steps of a drill', () => {
  it('are in time up to the very second of the limit, late after it', () => {
    assert.deepEqual(verdicts(order({ accepted_at: at(3), arrived_at: at(21) }), at(60)), ['accept in-time', 'arrive late'])
    const [accept] = stepsOf([order({ accepted_at: at(2) })], at(60))
    assert.deepEqual([accept?.limitS, accept?.realS], [180, 120])
  })

  it('are missed when the limit passed and nothing came, and say nothing when the drill ended before it', () => {
    assert.deepEqual(verdicts(order(), at(10)), ['accept missed', 'arrive open'])
    assert.deepEqual(verdicts(order({ state: 'cancelled', done_at: at(2) }), at(60)), ['accept open', 'arrive open'])
    assert.deepEqual(inTime(stepsOf([order({ accepted_at: at(1) })], at(10))), { n: 1, of: 1 })
    assert.deepEqual(inTime(stepsOf([order()], at(2))), { n: 0, of: 0 })
  })

  it('of a part that passed to another unit are counted there', () => {
    assert.deepEqual(verdicts(order({ state: 'excused', accepted_at: at(1), done_at: at(5) }), at(60)), ['accept in-time'])
    assert.deepEqual(verdicts(order({ state: 'transferred', done_at: at(5) }), at(60)), [])
  })
})

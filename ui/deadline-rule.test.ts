import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deadlineState, limitAt } from './deadline-rule.ts'

const clock = { from: 0, due: 1000, paused: false, doneAt: null }

describe('a clock', () => {
  it('has plenty of time in its first three quarters', () =>
    assert.deepEqual(deadlineState(clock, 740), { state: 'plenty', share: 0.74 }))
  it('is soon due in the last quarter', () => assert.equal(deadlineState(clock, 750).state, 'soon'))
  it('is not over at the very moment, but after it', () => {
    assert.equal(deadlineState(clock, 1000).state, 'soon')
    assert.deepEqual(deadlineState(clock, 1001), { state: 'over', share: 1 })
  })
  it('stands still while paused, even past its due time', () =>
    assert.equal(deadlineState({ ...clock, paused: true }, 5000).state, 'pause'))
  it('is done once met', () => assert.deepEqual(deadlineState({ ...clock, doneAt: 400 }, 5000), { state: 'done', share: 1 }))
  it('is used up when due before it began', () => assert.equal(deadlineState({ ...clock, due: -5 }, 0).share, 1))
  it('has nothing used before it begins', () => assert.equal(deadlineState(clock, -100).share, 0))
})

it('is late from its own first limit on, whatever limit of a later rung runs beside it', () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 10, 28, 21, minute)).toISOString()
  const ms = (minute: number): number => Date.parse(at(minute))
  const clock = { due: at(13), firstDue: at(4) }
  assert.deepEqual(limitAt(clock, ms(3)), { limit: ms(13), late: 0, rung: false })
  assert.deepEqual(limitAt(clock, ms(6)), { limit: ms(13), late: 120_000, rung: true })
  assert.deepEqual(limitAt(clock, ms(30)), { limit: ms(4), late: 26 * 60_000, rung: false })
  assert.deepEqual(
    limitAt({ due: at(13) }, ms(30)),
    { limit: ms(13), late: 17 * 60_000, rung: false },
    'kept by a phone of before',
  )
})

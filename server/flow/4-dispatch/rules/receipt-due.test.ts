import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { receiptDue } from './receipt-due.ts'

const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000)
const due = (given: { left: number | null; now: number }): number | null => {
  const { left, now } = given
  const found = receiptDue({ orderedAt: at(0), leftAt: left === null ? null : at(left), withinMs: 5_000, now: at(now) })
  return found && (found.getTime() - at(0).getTime()) / 1000
}

describe('when a receipt is overdue', () => {
  it('is its limit after the command left', () => {
    assert.equal(due({ left: 0, now: 5 }), null)
    assert.equal(due({ left: 3, now: 5 }), 8)
    assert.equal(due({ left: 3, now: 8 }), null)
  })
  it('is not while the command waits to leave, but for a minute at most', () => {
    assert.equal(due({ left: null, now: 5 }), 10)
    assert.equal(due({ left: null, now: 57 }), 60)
    assert.equal(due({ left: null, now: 60 }), null)
    assert.equal(due({ left: 58, now: 60 }), null)
  })
})

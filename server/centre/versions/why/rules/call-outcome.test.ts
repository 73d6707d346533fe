import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { callOutcome } from './call-outcome.ts'

const at = (s: number): Date => new Date(s * 1000)
const first = { work_order: 'o-1', step: 0, person: 'p-1', why: 'plan', inform: false, called_at: at(0) }
const next = { ...first, step: 1, person: 'p-2', why: 'no-answer', called_at: at(180) }
const waiting = { id: 'o-1', state: 'asked', accepted_at: null, accepted_by: null }
const accepted = { ...waiting, state: 'accepted', accepted_at: at(200), accepted_by: 'p-2' }

describe('what came of a call', () => {
  it('waits, then is passed on once the next was called for want of an answer', () => {
    assert.equal(callOutcome(first, { attempts: [], called: [first], orders: [waiting] }), 'waiting')
    assert.equal(callOutcome(first, { attempts: [], called: [first, next], orders: [waiting] }), 'passed-on')
  })
  it('is accepted for who took it on, not for everybody who was called', () => {
    const seen = { attempts: [], called: [first, next], orders: [accepted] }
    assert.deepEqual([callOutcome(next, seen), callOutcome(first, seen)], ['accepted', 'passed-on'])
    const together = { ...first, person: 'p-3' }
    assert.equal(callOutcome(together, { ...seen, called: [together, { ...next, called_at: at(0) }] }), 'by-other')
  })
  it('is what the person said, also when somebody else was called meanwhile', () => {
    const seen = { called: [first, next], orders: [waiting] }
    assert.equal(callOutcome(first, { ...seen, attempts: [{ answer: null }, { answer: 'refused' }] }), 'refused')
    for (const one of [first, next]) assert.equal(callOutcome(one, { ...seen, attempts: [{ answer: 'known' }] }), 'known')
  })
  it('is no answer of somebody who was only informed, and none at all of an empty post', () => {
    const inform = { ...first, work_order: null, inform: true }
    assert.equal(callOutcome(inform, { attempts: [], called: [inform], orders: [] }), 'informed')
    assert.equal(callOutcome({ ...first, person: null }, { attempts: [], called: [first], orders: [waiting] }), 'vacant')
    assert.equal(callOutcome(first, { attempts: [], called: [first], orders: [{ ...waiting, state: 'excused' }] }), 'withdrawn')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { caseAt, clockAt, gradeAt, leftAt, type ReplayFact } from './replay.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 1, minute)).toISOString()
const ms = (minute: number): number => Date.parse(at(minute))
const fact = (minute: number, kind: string, body: Record<string, unknown> = {}): ReplayFact => ({
  kind,
  recordedAt: at(minute),
  body,
})
const order = { order: 'o', unit: 'u', unitName: '单位' }
const asked = fact(1, 'work-order.asked', {
  ...order,
  ...{ role: 'lead', mandatory: true, why: 'plan', acceptBy: at(6), arriveBy: at(31), finishBy: at(61) },
})
const begun = [fact(0, 'event.opened', { grade: 'major' }), fact(0, 'event.dispatched'), asked]
const one = (facts: ReplayFact[], minute: number) => caseAt(facts, ms(minute)).orders[0]!

describe('a case at a moment, from its facts', () => {
  it('is nothing before it was opened, and knows only what was recorded by then', () => {
    assert.equal(caseAt(begun, ms(-1)).state, null)
    const opened = caseAt(begun, ms(0))
    assert.deepEqual([opened.state, opened.grade, opened.orders.length], ['handling', 'major', 0])
    assert.equal(one(begun, 1).state, 'asked')
  })

  it('has the grade it had then: none before the opening, and the one of later never earlier', () => {
    const raised = fact(5, 'event.graded', { from: 'major', to: 'extraordinary' })
    const grades = (facts: ReplayFact[], minutes: number[]) =>
      minutes.map((minute) => gradeAt(facts, ms(minute), 'extraordinary'))
    assert.deepEqual(grades([...begun, raised], [-1, 0, 4, 5]), [null, 'major', 'major', 'extraordinary'])
    const member = [fact(0, 'event.self-handled'), raised]
    assert.deepEqual(grades(member, [-1, 0, 5]), [null, 'major', 'extraordinary'], 'an opening that tells none')
    assert.deepEqual(grades([fact(0, 'event.self-handled')], [-1, 0]), [null, 'extraordinary'])
  })

  it('tells which clock runs and what is left of it, below zero once it is over', () => {
    const facts = [...begun, fact(3, 'work-order.accepted', order), fact(20, 'work-order.arrived', order)]
    assert.deepEqual(clockAt(one(facts, 2)), { clock: 'accept', due: at(6) })
    assert.equal(leftAt(one(facts, 2), ms(2)), 4 * 60_000)
    assert.equal(clockAt(one(facts, 3))?.clock, 'arrive')
    assert.equal(clockAt(one(facts, 20))?.clock, 'finish')
    assert.equal(leftAt(one(begun, 9), ms(9)), -3 * 60_000)
    // A rung that was called later has a limit of its own; once that is over too, lateness counts from the first one.
    const rung = fact(7, 'work-order.clocked', { ...order, acceptBy: at(6), rungBy: at(12), arriveBy: null, finishBy: null })
    assert.equal(leftAt(one([...begun, rung], 9), ms(9)), 3 * 60_000)
    assert.equal(leftAt(one([...begun, rung], 14), ms(14)), -8 * 60_000)
  })

  it('stops the clocks of a case that stands still, and goes on with the limits it was given', () => {
    const clocked = { ...order, acceptBy: at(6), rungBy: null, arriveBy: at(41), finishBy: at(71), why: 'resumed' }
    const facts = [
      ...[...begun, fact(3, 'work-order.accepted', order), fact(10, 'event.suspended')],
      ...[fact(20, 'event.resumed'), fact(20, 'work-order.clocked', clocked)],
    ]
    assert.equal(caseAt(facts, ms(15)).state, 'suspended')
    assert.equal(leftAt(one(facts, 15), ms(15)), 21 * 60_000, 'it stands')
    assert.equal(caseAt(facts, ms(20)).state, 'handling')
    assert.equal(leftAt(one(facts, 25), ms(25)), 16 * 60_000)
  })

  it('knows who leads, who was relieved and who was called off', () => {
    const back = { ...order, second: false }
    const other = { ...asked.body, order: 'p', unit: 'v', why: 'proposed' }
    const facts = [
      ...[...begun, fact(2, 'work-order.returned', back), fact(2, 'work-order.asked', other)],
      ...[fact(4, 'work-order.accepted', { order: 'p' }), fact(4, 'work-order.cancelled', { ...order, reason: 'handed-over' })],
    ]
    assert.deepEqual(
      caseAt(facts, ms(3)).orders.map(({ state }) => state),
      ['returned', 'asked'],
    )
    assert.deepEqual(
      caseAt(facts, ms(4)).orders.map(({ state }) => state),
      ['transferred', 'accepted'],
    )
    const led = [...begun, fact(5, 'work-order.asked', { ...other, why: 'tier' })]
    assert.deepEqual(
      caseAt(led, ms(5)).orders.map(({ role }) => role),
      ['assist', 'lead'],
    )
  })

  it('goes back to work when a check fails, and to its place when its people had been there', () => {
    const facts = [
      ...[...begun, fact(3, 'work-order.accepted', order), fact(5, 'work-order.arrived', order)],
      ...[fact(9, 'work-order.submitted', order), fact(9, 'event.checking'), fact(12, 'check.failed')],
      fact(12, 'work-order.sent-back', order),
    ]
    assert.equal(caseAt(facts, ms(10)).state, 'checking')
    assert.deepEqual(
      [caseAt(facts, ms(12)).state, one(facts, 12).state, one(facts, 12).submittedAt],
      ['handling', 'arrived', null],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ReplayFact } from '../../../../../contract/replay.ts'
import { lateSoFar } from './late-parts.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 1, minute)).toISOString()
const ms = (minute: number): number => Date.parse(at(minute))
const fact = (minute: number, kind: string, body: Record<string, unknown> = {}): ReplayFact => ({
  kind,
  recordedAt: at(minute),
  body: { order: 'o', role: 'lead', ...body },
})
/** Minutes of each part at a moment of a case that is not over. */
const minutes = (facts: ReplayFact[], until: number): number[] => {
  const { spent, running, since } = lateSoFar(facts, null)
  return Object.entries(spent).map(([part, told]) => (told + (part === running ? ms(until) - since : 0)) / 60_000)
}
const begun = [fact(0, 'event.opened'), fact(5, 'event.dispatched'), fact(5, 'work-order.asked', { unit: 'u' })]

describe('where the time of a late case went (not accepted, working, waiting, checking)', () => {
  it('counts from the dispatch, each minute once', () => {
    const facts = [
      ...[...begun, fact(9, 'work-order.accepted'), fact(40, 'work-order.submitted'), fact(40, 'event.checking')],
      fact(55, 'event.closed'),
    ]
    assert.deepEqual(minutes(facts, 600), [4, 31, 0, 15])
    assert.deepEqual(lateSoFar(facts, ms(55)).running, null, 'closed: nothing runs on')
    assert.deepEqual(
      Object.values(lateSoFar([...facts, fact(70, 'event.disputed')], ms(55)).spent),
      Object.values(lateSoFar(facts, null).spent),
    )
  })

  it('leaves out the time it stood still with leave, of the case and of the order', () => {
    const facts = [
      ...[...begun, fact(9, 'work-order.accepted'), fact(10, 'event.suspended'), fact(30, 'event.resumed')],
      ...[fact(40, 'work-order.suspended'), fact(90, 'work-order.resumed')],
    ]
    assert.deepEqual(minutes(facts, 100), [4, 1 + 10 + 10, 0, 0])
  })

  it('waits for another while a return is undecided, and while the lead is finished and others are not', () => {
    const returned = [...begun, fact(6, 'work-order.returned', { second: true }), fact(16, 'work-order.arbitrated', { to: 'u' })]
    assert.deepEqual(minutes(returned, 20), [1 + 4, 0, 10, 0])
    const finished = [...begun, fact(9, 'work-order.accepted'), fact(20, 'work-order.submitted'), fact(50, 'event.checking')]
    assert.deepEqual(minutes(finished, 60), [4, 11, 30, 10])
  })

  it('charges the time of the unit that is asked next to nobody having accepted', () => {
    const passed = [
      ...[...begun, fact(6, 'work-order.returned', { second: false }), fact(6, 'work-order.asked', { order: 'p', unit: 'v' })],
      fact(10, 'work-order.accepted', { order: 'p' }),
    ]
    assert.deepEqual(minutes(passed, 12), [1 + 4, 2, 0, 0])
  })

  it('is nothing before anybody was asked', () => {
    assert.deepEqual(minutes([fact(0, 'event.opened')], 60), [0, 0, 0, 0])
    assert.equal(lateSoFar([], null).running, null)
  })
})

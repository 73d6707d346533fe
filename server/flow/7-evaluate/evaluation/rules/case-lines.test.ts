import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cityDay } from '../../../../kernel/calendar.ts'
import type { CaseRows, Figure, OrderRow } from '../types.ts'
import { linesOf } from './case-lines.ts'

const zone = 'Asia/Shanghai'
const start = Date.parse('2026-03-10T01:00:00Z')
const minute = (n: number): number => start + n * 60_000
const fact = (n: number, kind: string) => ({ kind, recordedAt: new Date(minute(n)).toISOString(), body: {} })
const order = (change: Partial<OrderRow> = {}): OrderRow => ({
  ...{ id: 'o', unit: 'u', state: 'passed', isLead: true, mandatory: true, asked: minute(0), acceptBy: minute(5) },
  ...{ accepted: minute(3), arriveBy: null, arrived: null, finishBy: minute(60), submitted: minute(40), done: minute(50) },
  ...{ over: null, paused: false, pausedMs: 0, returned: false, overruled: null, defects: [] },
  ...change,
})
const one = (change: Partial<CaseRows> = {}): CaseRows => ({
  ...{ event: 'e', area: '50/500105/500105005/', unit: 'u', type: 't', source: 'sensor', object: null, opened: minute(0) },
  ...{ closed: minute(50), counts: true, falseAlarm: false, alarm: null, raises: null, answers: [], orders: [order()] },
  ...{ items: 0, photos: 0 },
  facts: [fact(0, 'event.opened'), fact(40, 'event.checking'), fact(50, 'event.closed')],
  ...change,
})
const linesAt = (now: number, change: Partial<CaseRows> = {}) =>
  linesOf(one(change), { now: minute(now), dayOf: (ms: number) => cityDay(new Date(ms), zone) })
const parts = (figure: Figure, change: Partial<CaseRows> = {}, now = 1_000) =>
  linesAt(now, change)
    .lines.filter((line) => line.figure === figure)
    .map(({ part, due }) => (due === null ? part : 'waits'))
const ordersOf = (...changes: Partial<OrderRow>[]) => ({ orders: changes.map(order) })

describe('what a case adds to a rate', () => {
  it('flaps or not where an alarm opened it, and asks work of people when it is over, a false alarm too', () => {
    const raised = (...at: number[]) => ({ raises: at.map(minute) })
    assert.deepEqual(
      [parts('flapping'), parts('flapping', raised(0, 5)), parts('flapping', raised(0, 5, 10, 15))],
      [[], [0], [1]],
    )
    const there = { ...ordersOf({ arrived: minute(9) }, { isLead: false, arrived: minute(12) }), items: 5, photos: 3 }
    assert.deepEqual(
      [parts('burden'), parts('burden', there), parts('burden', { ...there, falseAlarm: true })],
      [[1], [32], [32]],
    )
    assert.deepEqual(parts('burden', { ...there, closed: null }), [])
  })

  it('accepted by the limit it counts, and is late once the limit is over', () => {
    assert.deepEqual(parts('accepted-in-time'), [1])
    assert.deepEqual(parts('accepted-in-time', ordersOf({ accepted: minute(6) })), [0])
    assert.deepEqual(parts('accepted-in-time', ordersOf({ accepted: null }), 5), [0])
  })

  it('is nothing while it waits, while it stands still, and where it ended before it was due', () => {
    assert.deepEqual(parts('accepted-in-time', ordersOf({ accepted: null }), 4), ['waits'])
    assert.deepEqual(parts('accepted-in-time', ordersOf({ accepted: null, paused: true })), [])
    assert.deepEqual(parts('accepted-in-time', ordersOf({ accepted: null, over: minute(5) })), [])
    assert.deepEqual(parts('accepted-in-time', ordersOf({ accepted: null, over: minute(6) })), [0])
  })

  it('asks for an arrival only where there is a limit, and only leads for finishing', () => {
    assert.deepEqual(parts('arrived-in-time'), [])
    assert.deepEqual(parts('arrived-in-time', ordersOf({ arriveBy: minute(30), arrived: minute(31) })), [0])
    assert.deepEqual(parts('finished-in-time', ordersOf({}, { isLead: false }, { submitted: minute(61) })), [1, 0])
  })

  it('takes closings as they were: defects, checks that failed before, and whether they held', () => {
    assert.deepEqual([parts('false-closing'), parts('reopened'), parts('verified-first')], [[0], [0], [1]])
    const brief = ordersOf({ defects: ['too-brief', 'no-evidence'] })
    assert.deepEqual([parts('false-closing', brief), parts('defect too-brief', brief)], [[1], [1]])
    const twice = [fact(20, 'check.failed'), fact(50, 'event.closed'), fact(70, 'event.reopened'), fact(90, 'event.closed')]
    assert.deepEqual(parts('reopened', { facts: twice }), [1, 0])
    assert.deepEqual(parts('verified-first', { facts: twice }), [0, 0])
  })

  it('knows a return as overruled only when it was decided so', () => {
    assert.deepEqual(parts('returned', ordersOf({}, { returned: true })), [0, 1])
    assert.deepEqual(parts('return-overruled', ordersOf({ returned: true }, { returned: true, overruled: false })), [0])
  })

  it('is its opening alone, of a false alarm; and nothing at all of a drill', () => {
    assert.deepEqual([parts('false-alarm', { falseAlarm: true }), parts('false-alarm')], [[1], [0]])
    assert.deepEqual([parts('returned', { falseAlarm: true }), parts('point', { falseAlarm: true, object: 'x' })], [[], []])
    assert.deepEqual(linesAt(1_000, { counts: false }), { lines: [], late: null })
  })

  it('leaves out what was taken back before anybody took it on, and units that need not take part', () => {
    const back = { state: 'cancelled', accepted: null }
    assert.deepEqual(parts('returned', ordersOf(back, { ...back, returned: true })), [1])
    assert.deepEqual(parts('returned', ordersOf({ isLead: false, mandatory: false })), [])
  })

  it('lies on the day of the city it belongs to', () => {
    const late = Date.parse('2026-03-10T16:30:00Z')
    const days = linesAt(10_000, ordersOf({ finishBy: late, submitted: late })).lines.map(({ figure, day }) => `${figure} ${day}`)
    assert.ok(days.includes('finished-in-time 2026-03-11') && days.includes('to-finish 2026-03-11'))
    assert.ok(days.includes('accepted-in-time 2026-03-10'))
  })
})

describe('how long things took', () => {
  it('is a step, without the time it stood still, and never below the first', () => {
    assert.deepEqual(
      parts('to-finish', ordersOf({ pausedMs: 10.5 * 60_000 }, { submitted: minute(2), pausedMs: 60_000_000 })),
      [30, 1],
    )
    assert.deepEqual(parts('to-accept'), [3])
    assert.deepEqual(parts('to-verify'), [10])
    assert.deepEqual(parts('to-safe', { alarm: { since: minute(0), cleared: minute(61) } }), [65])
  })
})

describe('lateness', () => {
  it('is of a case not closed by the limit of its newest lead; whose clock stands is not late', () => {
    assert.equal(linesAt(1_000).late, null)
    const late = linesAt(1_000, { closed: minute(61) }).late
    assert.deepEqual([late?.due, late?.running], [minute(60), null])
    assert.equal(linesAt(1_000, { closed: null, ...ordersOf({ paused: true }) }).late, null)
    const led = ordersOf({ finishBy: minute(30) }, { id: 'p', unit: 'v', asked: minute(9), finishBy: minute(90) })
    assert.equal(linesAt(1_000, { closed: null, ...led }).late?.unit, 'v')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at, orderRow } from '../../../test/work-order.ts'
import { createCalendar, shippedCalendar } from '../../kernel/calendar-days.ts'
import { goneOn } from './clocks.ts'
import { timerChange, timersOf } from './timers.ts'
import type { OrderRow } from './types.ts'

const counting = { calendar: 'wall', finish: 'wall', days: createCalendar(shippedCalendar('Asia/Shanghai')) } as const
const seconds = (at: Date) => at.toISOString().slice(11, 19)
const named = (order: OrderRow, now = at('09:32')) =>
  Object.fromEntries(timersOf(order, counting, now).map((timer) => [timer.key.split(':')[0], seconds(timer.dueAt)]))
const change = (before: OrderRow | null, after: OrderRow, since: Date | null = null, now = at('09:32')) => {
  const made = timerChange(before ? timersOf(before, counting, now) : [], timersOf(after, counting, now), since)
  return { cancel: made.cancel.map((key) => key.split(':')[0]), set: made.set.map((timer) => timer.key.split(':')[0]) }
}

describe('the timers of an order', () => {
  it('are its accept limit and a warning at three quarters of it', () =>
    assert.deepEqual(named(orderRow()), { 'wo-accept': '01:35:00', 'wo-soon': '01:33:45' }))
  it('are arrival and finish side by side once accepted, the warning before the nearer', () =>
    assert.deepEqual(named(acceptedRow()), { 'wo-arrive': '02:00:00', 'wo-finish': '04:00:00', 'wo-soon': '01:52:30' }))
  it('are none while it stands still, is returned, or is done', () => {
    assert.deepEqual(named(orderRow({ paused_at: at('09:31') })), {})
    assert.deepEqual(named(orderRow({ state: 'returned' })), {})
    assert.deepEqual(named(acceptedRow({ state: 'submitted' })), {})
  })
  it('warn no more once the limit has passed, nor on later rungs of the ladder', () => {
    assert.deepEqual(named(orderRow(), at('09:36')), { 'wo-accept': '01:35:00' })
    assert.deepEqual(named(orderRow({ step: 1, rung_by: at('09:40') })), { 'wo-accept': '01:40:00' })
  })
  it('warn in the clock of the limit', () => {
    const order = orderRow({ asked_at: at('17:00'), accept_by: new Date('2026-03-03T10:00:00+08:00') })
    const soon = timersOf(order, { ...counting, calendar: 'work' }, at('17:00')).find((timer) => timer.kind === 'order.due-soon')
    assert.deepEqual(soon?.dueAt, new Date('2026-03-03T09:15:00+08:00'))
  })
})

describe('a change of an order', () => {
  it('cancels and sets only what differs', () => {
    assert.deepEqual(change(null, orderRow()), { cancel: [], set: ['wo-accept', 'wo-soon'] })
    assert.deepEqual(change(orderRow(), acceptedRow()), { cancel: ['wo-accept'], set: ['wo-arrive', 'wo-finish', 'wo-soon'] })
    assert.deepEqual(change(acceptedRow(), acceptedRow({ done_items: { cordon: 'x' } })), { cancel: [], set: [] })
    assert.deepEqual(change(acceptedRow(), acceptedRow({ finish_by: at('13:00') })), { cancel: [], set: ['wo-finish'] })
  })
  it('does not report twice what was due before it', () => {
    const stopped = acceptedRow({ paused_at: at('11:00') })
    const after = { ...stopped, ...goneOn(stopped, at('14:00'), counting) }
    assert.deepEqual([after.arrive_by, after.finish_by, after.paused_ms], [at('10:00'), at('15:00'), 3 * 3_600_000])
    assert.deepEqual(change(stopped, after, at('14:00'), at('14:00')), { cancel: [], set: ['wo-finish'] })
  })
})

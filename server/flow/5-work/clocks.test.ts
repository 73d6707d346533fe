import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow } from '../../../test/work-order.ts'
import { limitEnds } from '../../kernel/calendar.ts'
import { createCalendar, shippedCalendar } from '../../kernel/calendar-days.ts'
import { finishBegins, goneOn } from './clocks.ts'
import type { Counting } from './timers.ts'

const days = createCalendar(shippedCalendar('Asia/Shanghai'))
const on = (text: string): Date => new Date(`2026-03-${text}:00+08:00`)
const limit = { n: 2, unit: 'working-day', fromNextDay: true } as const
const counting: Counting = { calendar: 'work', finish: 'work', days, fromNextDay: limit }
// Asked on Monday at ten; Tuesday and Wednesday count.
const asked_at = on('02T10:00')
const order = acceptedRow({ asked_at, finish_by: limitEnds(asked_at, limit, days).due, arrive_by: null })

describe('a limit that counts from the next day', () => {
  it('ends with the last hour of its last day', () => assert.deepEqual(order.finish_by, on('04T18:00')))

  it('gives nothing back for a standstill on the day that does not count', () =>
    assert.deepEqual(goneOn({ ...order, paused_at: on('02T11:00') }, on('02T17:00'), counting).finish_by, on('04T18:00')))

  it('gives back the part of a standstill that lies on days that count', () =>
    assert.deepEqual(goneOn({ ...order, paused_at: on('02T11:00') }, on('03T12:00'), counting).finish_by, on('05T12:00')))

  it('has no such day any more once its order took over running clocks', () => {
    const took = { ...order, asked_at: on('03T09:00') }
    assert.deepEqual(finishBegins(took, counting, days), took.asked_at)
    assert.deepEqual(goneOn({ ...took, paused_at: on('03T10:00') }, on('03T12:00'), counting).finish_by, on('05T10:00'))
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseTimeLimit } from '../../contract/time-limit.ts'
import { createCalendar, shippedCalendar } from '../kernel/calendar-days.ts'
import { calendarOf, explain, momentOf } from './deadline.ts'

const calendar = createCalendar(shippedCalendar('Asia/Shanghai'))
const lines = (from: string, limit: string, fromNextDay = false) =>
  explain({ from: momentOf(from)!, limit: { ...parseTimeLimit(limit)!, fromNextDay }, calendar })

describe('the deadline command', () => {
  it('names the end and each day that does not count, made-up working days too', () => {
    const said = lines('2026-02-14T08:00+08:00', '5wd')
    assert.match(said.at(-1)!, /2026-02-27T18:00:00\+08:00 {2}2026-02-27 18:00:00/)
    assert.ok(said.includes('  一个工作日 a working day: 480 分钟 minutes'))
    assert.ok(said.includes('  工作时间 hours 2026-02-14: 08:00–12:00, 14:00–18:00'))
    assert.ok(said.includes('  上班 works 2026-02-14  春节调休'))
    assert.equal(said.filter((line) => line.includes('跳过')).length, 9)
  })
  it('skips nothing where every hour counts', () => assert.equal(lines('2026-02-14T09:00+08:00', '5d').length, 2))
  it('says that the first day does not count', () =>
    assert.match(lines('2026-03-02T15:00+08:00', '1wd', true).join('\n'), /次日起算[\s\S]*2026-03-03 18:00:00/))
  it('says when the end may still move', () => assert.match(lines('2026-12-31T17:00+08:00', '3wd').at(-1)!, /暂定/))
  it('takes a moment with its offset only', () => {
    assert.equal(momentOf('2026-02-14T09:00'), null)
    assert.equal(momentOf('yesterday'), null)
    assert.equal(momentOf('2026-02-14T09:00Z')?.toISOString(), '2026-02-14T09:00:00.000Z')
  })
  it('says what is wrong with a calendar, and where', () =>
    assert.throws(() => calendarOf('package.json'), /package\.json zone: /))
})

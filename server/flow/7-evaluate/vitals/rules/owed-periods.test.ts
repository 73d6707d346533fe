import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { owedPeriods } from './owed-periods.ts'
import { readPeriod, writePeriod } from './period.ts'

const zone = 'Asia/Shanghai'
const at = (text: string): number => Date.parse(`${text}+08:00`)
const owed = (cadence: 'hour' | 'day' | 'month', dueMinutes: number, from: string, to: string) =>
  owedPeriods({ cadence, dueMinutes }, { from: at(from), to: at(to) }, zone).map((start) => writePeriod(cadence, start, zone))

describe('the values owed in a window', () => {
  it('are those that fall due in it, not those whose period lies in it', () =>
    assert.deepEqual(owed('day', 540, '2026-03-01T00:00', '2026-03-04T09:00'), ['2026-02-28', '2026-03-01', '2026-03-02']))
  it('are owed from the minute they are due', () =>
    assert.deepEqual(owed('day', 540, '2026-03-01T09:00', '2026-03-01T09:01'), ['2026-02-28']))
  it('of a month are one, however long after its end they are due', () => {
    assert.deepEqual(owed('month', 10 * 1440, '2026-03-01T00:00', '2026-04-01T00:00'), ['2026-02'])
    assert.deepEqual(owed('month', 45 * 1440, '2026-03-01T00:00', '2026-04-01T00:00'), ['2026-01'])
    assert.deepEqual(owed('month', 10 * 1440, '2026-03-01T00:00', '2026-03-10T00:00'), [], 'not due yet')
  })
  it('of an hour are twenty-four a day', () => assert.equal(owed('hour', 180, '2026-03-01T00:00', '2026-03-02T00:00').length, 24))
  it('are none before a window has begun', () =>
    assert.deepEqual(
      owedPeriods({ cadence: 'day', dueMinutes: 1 }, { from: readPeriod('day', '2026-03-02', zone)!, to: 0 }, zone),
      [],
    ))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Every, type Inspection } from '../../../../contract/inspection.ts'
import { createCalendar, shippedCalendar } from '../../../kernel/calendar-days.ts'
import type { DueWindow, Rain } from '../types.ts'
import { cycleState, doneOf, dueState } from './due-state.ts'
import { cycleDue, dueWindows, inSeason } from './due-windows.ts'

const zone = 'Asia/Shanghai'
const calendar = createCalendar(shippedCalendar(zone))
/** A moment of the city. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const day = (text: string): Date => at(`${text} 00:00`)
const local = (date: Date): string => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const shown = (windows: DueWindow[]): string[] => windows.map(({ from, by }) => `${local(from)} ${local(by)}`)
const windows = (every: object, [from, to]: [Date, Date], more: { season?: Inspection['season']; rains?: Rain[] } = {}) =>
  dueWindows(
    { every: Every.parse(every), season: more.season },
    { from, to },
    { zone, isWorked: (day) => calendar.kindOfDay(day).work, rains: more.rains ?? [] },
  )

describe('the windows of an inspection', () => {
  it('are the days of the city, midnight to midnight there', () => {
    // 2026-04-09 16:30 UTC is past midnight in the city
    const span: [Date, Date] = [new Date('2026-04-09T16:30:00Z'), new Date('2026-04-10T16:00:00Z')]
    assert.deepEqual(shown(windows({ kind: 'day', days: 'all' }, span)), ['2026-04-10 00:00 2026-04-11 00:00'])
  })

  it('leave out days nobody works, feasts too, and take in make-up days', () => {
    const span: [Date, Date] = [day('2026-09-25'), day('2026-10-12')]
    const days = shown(windows({ kind: 'day', days: 'working' }, span)).map((line) => line.slice(5, 10))
    assert.equal(days.includes('10-01'), false)
    assert.equal(days.includes('10-10'), calendar.kindOfDay(Date.UTC(2026, 9, 10) / 86_400_000).work)
    assert.equal(
      days.length,
      windows({ kind: 'day', days: 'all' }, span).filter(
        ({ from }) => calendar.kindOfDay(from.getTime() / 86_400_000 + 8 / 24).work,
      ).length,
    )
    assert.ok(days.length < 12)
  })

  it('cut the week from Monday into stretches of whole days', () => {
    const span: [Date, Date] = [day('2026-04-06'), day('2026-04-13')]
    assert.deepEqual(shown(windows({ kind: 'week', times: 2 }, span)), [
      '2026-04-06 00:00 2026-04-09 00:00',
      '2026-04-09 00:00 2026-04-13 00:00',
    ])
    assert.equal(windows({ kind: 'week', times: 7 }, span).length, 7)
    // over the turn of the year it is still a week
    assert.deepEqual(shown(windows({ kind: 'week', times: 1 }, [day('2025-12-31'), day('2026-01-02')])), [
      '2025-12-29 00:00 2026-01-05 00:00',
    ])
  })

  it('are months with their own ends, and quarters from January', () => {
    assert.deepEqual(shown(windows({ kind: 'month', months: 1 }, [at('2028-02-29 23:59'), at('2028-03-01 00:01')])), [
      '2028-02-01 00:00 2028-03-01 00:00',
      '2028-03-01 00:00 2028-04-01 00:00',
    ])
    assert.deepEqual(shown(windows({ kind: 'month', months: 3 }, [day('2026-12-31'), at('2026-12-31 12:00')])), [
      '2026-10-01 00:00 2027-01-01 00:00',
    ])
  })

  it('belong to the season their first day lies in', () => {
    const season = { from: 5, to: 9 }
    const week = { kind: 'week', times: 1 }
    // Monday 27 April: the week that holds 1 May does not belong to the season; Monday 28 September does
    assert.deepEqual(shown(windows(week, [day('2026-04-28'), day('2026-05-05')], { season })), [
      '2026-05-04 00:00 2026-05-11 00:00',
    ])
    assert.deepEqual(shown(windows(week, [day('2026-09-28'), day('2026-10-20')], { season })), [
      '2026-09-28 00:00 2026-10-05 00:00',
    ])
    assert.equal(inSeason(season, at('2026-04-30 23:59'), zone), false)
    assert.equal(inSeason(season, day('2026-05-01'), zone), true)
    assert.equal(inSeason(season, at('2026-09-30 23:59'), zone), true)
    assert.equal(inSeason(season, day('2026-10-01'), zone), false)
  })

  it('know a season over the turn of the year', () => {
    const winter = { from: 11, to: 3 }
    const months = [1, 3, 4, 10, 11, 12].map((month) => inSeason(winter, day(`2026-${String(month).padStart(2, '0')}-15`), zone))
    assert.deepEqual(months, [true, true, false, false, true, true])
  })

  it('lie before, during and after rain that was warned of, in its areas', () => {
    const rain = { kind: 'rain', words: ['暴雨'], colours: ['red'], phases: ['before', 'during', 'after'], afterH: 24 }
    const known: Rain = {
      areas: ['50/1/'],
      told: at('2026-07-01 08:00'),
      from: at('2026-07-01 14:00'),
      to: at('2026-07-02 02:00'),
    }
    const span: [Date, Date] = [day('2026-07-01'), day('2026-07-05')]
    const found = windows(rain, span, { rains: [known] })
    assert.deepEqual(shown(found), [
      '2026-07-01 08:00 2026-07-01 14:00',
      '2026-07-01 14:00 2026-07-02 02:00',
      '2026-07-02 02:00 2026-07-03 02:00',
    ])
    assert.deepEqual(found[0]!.areas, ['50/1/'])
    // warned while it rains: nobody can have looked before
    assert.equal(windows(rain, span, { rains: [{ ...known, told: known.from }] }).length, 2)
    // nobody knows when it ends: each day of it, and nothing after it yet
    assert.deepEqual(shown(windows(rain, [day('2026-07-01'), at('2026-07-02 09:00')], { rains: [{ ...known, to: null }] })), [
      '2026-07-01 08:00 2026-07-01 14:00',
      '2026-07-01 14:00 2026-07-02 00:00',
      '2026-07-02 00:00 2026-07-03 00:00',
    ])
  })
})

describe('how it stands with an inspection', () => {
  const daily = (from: string, to: string) => windows({ kind: 'day', days: 'all' }, [day(from), day(to)])
  const since = day('2026-01-01')
  const stand = (last: Date | null, now: Date, begun = since) =>
    dueState(daily('2026-04-01', '2026-04-20'), { last, since: begun }, now).state

  it('is due, done, and overdue once a day went by; never inspected is never fine', () => {
    const now = at('2026-04-10 09:00')
    assert.equal(stand(at('2026-04-10 08:00'), now), 'done')
    assert.equal(stand(at('2026-04-09 23:59'), now), 'due')
    assert.equal(stand(at('2026-04-08 23:59'), now), 'overdue')
    assert.equal(stand(null, now), 'overdue')
    // what had begun before it was in force here is nobody's debt
    assert.equal(stand(null, now, at('2026-04-09 09:00')), 'due')
    assert.equal(dueState([], { last: null, since }, now).state, 'none')
  })

  it('is at its border the next window, to the millisecond', () => {
    const last = at('2026-04-09 12:00')
    assert.equal(stand(last, new Date(day('2026-04-10').getTime() - 1)), 'done')
    assert.equal(stand(last, day('2026-04-10')), 'due')
    assert.equal(stand(last, day('2026-04-11')), 'overdue')
  })

  it('counts a window once however often it was done, and says of how many', () => {
    const all = daily('2026-04-01', '2026-04-11')
    const times = [at('2026-04-01 08:00'), at('2026-04-01 09:00'), at('2026-04-03 00:00')]
    assert.deepEqual(doneOf(all, { times, since }, at('2026-04-04 12:00')), { done: 2, of: 3 })
    assert.deepEqual(doneOf(all, { times, since: at('2026-04-04 00:00') }, at('2026-04-04 12:00')), { done: 0, of: 0 })
  })
})

describe('a cycle', () => {
  it('ends on the same day of a later month, or on its last one', () => {
    assert.equal(local(cycleDue(at('2026-01-31 15:00'), 1, zone)), '2026-02-28 00:00')
    assert.equal(local(cycleDue(day('2027-08-31'), 6, zone)), '2028-02-29 00:00')
    assert.equal(local(cycleDue(day('2025-12-15'), 12, zone)), '2026-12-15 00:00')
  })

  it('is due a while ahead; where nobody knows the last time it is due at once', () => {
    const cycle = { months: 12, leadDays: 30, zone }
    const of = (last: Date | null, now: Date) => cycleState(cycle, { last, since: day('2026-03-01') }, now)
    assert.equal(of(day('2025-12-15'), day('2026-11-14')).state, 'done')
    assert.equal(of(day('2025-12-15'), day('2026-11-15')).state, 'due')
    assert.equal(of(day('2025-12-15'), day('2026-12-15')).state, 'overdue')
    assert.equal(of(null, day('2026-03-02')).state, 'due')
    assert.equal(of(null, day('2026-03-31')).state, 'overdue')
  })
})

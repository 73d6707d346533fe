import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { CalendarYear } from '../../contract/calendar.ts'
import { parseTimeLimit } from '../../contract/time-limit.ts'
import {
  afterWork,
  cityDay,
  dueAfterPause,
  dueAt,
  dueInstead,
  finishAt,
  limitEnds,
  shareOf,
  workBetween,
  zoneText,
} from './calendar.ts'
import published from './calendar-data/days.json' with { type: 'json' }
import { createCalendar, dayNumber, feastDays, reachBack, shippedCalendar } from './calendar-days.ts'

const zone = 'Asia/Shanghai'
/** The shipped days with shorter hours: seven a day. */
const short = createCalendar({
  ...shippedCalendar(zone),
  workingDay: 420,
  hours: [
    {
      ...{ from: null, to: null },
      windows: [
        ['09:00', '12:00'],
        ['14:00', '18:00'],
      ],
    },
  ],
})
const shipped = createCalendar(shippedCalendar(zone))
const dayKind = (date: string) => shipped.kindOfDay(dayNumber(date))
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const work = (from: string, length: string) => {
  const { due, provisional } = dueAt(at(from), length, 'work', short)
  return `${zoneText(due, zone).slice(0, 16)}${provisional ? ' provisional' : ''}`
}

describe('the days of the State Council notices', () => {
  it('are worked on the make-up days 2024 to 2026, weekends though they are', () => {
    const makeUp = [
      ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
      ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
      ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ].flat()
    for (const date of makeUp) {
      assert.ok([0, 6].includes(new Date(date).getUTCDay()), `${date} is a weekend day`)
      assert.equal(dayKind(date).work, true, date)
    }
    const all = ['2024', '2025', '2026'].flatMap((year) =>
      Object.keys((published.years as unknown as Record<string, { work: Record<string, string> }>)[year]!.work),
    )
    assert.deepEqual(all.sort(), makeUp.sort())
  })

  it('are free on feast days and the weekdays swapped for them', () => {
    for (const date of ['2024-02-12', '2024-05-03', '2025-01-28', '2025-10-08', '2026-01-02', '2026-02-23', '2026-10-07']) {
      assert.equal(dayKind(date).work, false, date)
      assert.equal(dayKind(date).published, true)
    }
    assert.deepEqual(dayKind('2026-02-17'), { work: false, name: '春节', published: true })
    assert.deepEqual(dayKind('2026-03-03'), { work: true, name: null, published: true })
  })

  it('agree with every date of the source, 2013 to 2026', () => {
    let looked = 0
    for (const year of Object.values(published.years))
      for (const [kind, dates] of [
        ['off', year.off],
        ['work', year.work],
      ] as const)
        for (const date of Object.keys(dates)) {
          assert.equal(dayKind(date).work, kind === 'work', date)
          looked++
        }
    assert.equal(looked, 473)
    assert.equal(shipped.lastYear, 2026)
  })

  it('fall back to weekends and the feast days of the law where no notice is out', () => {
    assert.deepEqual(dayKind('2027-10-01'), { work: false, name: '国庆节', published: false })
    assert.deepEqual(dayKind('2027-02-05'), { work: false, name: '春节', published: false })
    assert.deepEqual(dayKind('2027-10-08'), { work: true, name: null, published: false })
    assert.equal(dayKind('2027-10-09').work, false)
    assert.throws(() => dayKind('soon'), /not a date/)
  })

  it('name the same feast days as the published years do', () => {
    for (const year of [2025, 2026]) {
      const feasts = [...feastDays(year)]
      assert.equal(feasts.length, 13, 'the law names 13 days')
      for (const [day, { name }] of feasts) {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
        assert.equal(dayKind(date).work, false, `${date} ${name}`)
      }
    }
  })
})

describe('a working-time limit', () => {
  it('counts working hours only, over noon, night and weekend', () => {
    assert.equal(work('2026-03-02 09:30', '30m'), '2026-03-02 10:00')
    assert.equal(work('2026-03-02 11:50', '30m'), '2026-03-02 14:20')
    assert.equal(work('2026-03-02 17:50', '30m'), '2026-03-03 09:20')
    assert.equal(work('2026-03-06 16:00', '1d'), '2026-03-09 16:00')
    assert.equal(work('2026-03-07 10:00', '1d'), '2026-03-09 18:00')
    assert.equal(work('2026-03-02 09:00', '5d'), '2026-03-06 18:00')
    assert.equal(work('2026-03-02 20:00', '5h'), '2026-03-03 16:00')
  })

  it('works on make-up days and rests on swapped ones', () => {
    // 2026: 14 and 28 February are worked, 15 to 23 are free.
    assert.equal(work('2026-02-13 17:00', '1d'), '2026-02-14 17:00')
    assert.equal(work('2026-02-14 09:00', '2d'), '2026-02-24 18:00')
    assert.equal(work('2026-02-27 17:00', '2d'), '2026-03-02 17:00')
    // 2025: 28 September and 11 October are worked, 1 to 8 October are free.
    assert.equal(work('2025-09-26 17:00', '5d'), '2025-10-10 17:00')
    // 2024: 14 September is worked, 15 to 17 are free.
    assert.equal(work('2024-09-13 16:00', '2d'), '2024-09-18 16:00')
  })

  it('is provisional once it touches a year nobody has published', () => {
    assert.equal(work('2026-12-28 17:00', '1h'), '2026-12-28 18:00')
    assert.equal(work('2026-12-28 17:00', '1d'), '2026-12-29 17:00 provisional')
    assert.equal(work('2026-12-31 10:00', '30m'), '2026-12-31 10:30 provisional')
    assert.equal(work('2026-12-31 17:00', '1d'), '2027-01-04 17:00 provisional')
    assert.equal(work('2027-02-04 17:00', '1d'), '2027-02-09 17:00 provisional')
  })

  it('is provisional in the last days of a year until the notice of the next is in, as far back as notices reached', () => {
    const years = published.years as unknown as Record<string, CalendarYear>
    assert.equal(reachBack(years), '12-29')
    const until = (last: number) =>
      createCalendar({
        ...shippedCalendar(zone),
        years: Object.fromEntries(Object.entries(years).filter(([year]) => Number(year) <= last)),
      })
    // What 2018 looked like before the notice of 2019: 29 December free, 31 December worked. Both came out the other way round.
    assert.deepEqual(until(2018).kindOfDay(dayNumber('2018-12-29')), { work: false, name: null, published: false })
    assert.deepEqual(until(2019).kindOfDay(dayNumber('2018-12-29')), { work: true, name: '元旦', published: true })
    assert.deepEqual(until(2018).kindOfDay(dayNumber('2018-12-31')), { work: true, name: null, published: false })
    assert.deepEqual(until(2019).kindOfDay(dayNumber('2018-12-31')), { work: false, name: '元旦', published: true })
    let moved = 0
    for (let last = 2013; last < 2026; last++)
      for (
        let [day, known, next] = [dayNumber(`${last}-01-01`), until(last), until(last + 1)];
        day <= dayNumber(`${last}-12-31`);
        day++
      ) {
        const [before, after] = [known.kindOfDay(day), next.kindOfDay(day)]
        if (before.work === after.work && before.name === after.name) continue
        assert.equal(before.published, false, `day ${day} was said to be firm and changed`)
        moved++
      }
    // 2018-12-29, -30 (named only) and -31, 2022-12-31 (named only).
    assert.equal(moved, 4)
    const elsewhere = createCalendar({
      ...shippedCalendar(zone),
      feasts: 'none',
      years: { 2026: { papers: [], off: {}, work: {} } },
    })
    assert.equal(elsewhere.kindOfDay(dayNumber('2026-12-31')).published, true, 'no notice of that calendar ever reached back')
  })

  it('of nothing ends at once, and of more than ten years is a fault', () => {
    assert.deepEqual(dueAt(at('2026-03-07 10:00'), '0m', 'work', short), { due: at('2026-03-07 10:00'), provisional: false })
    assert.throws(() => dueAt(at('2026-03-07 10:00'), '9999d', 'work', short), /ten years/)
    assert.throws(() => dueAt(at('2026-03-07 10:00'), 'soon', 'work', short), /not a duration/)
  })

  it('undoes itself: the working time up to a due time is the limit', () => {
    let looked = 0
    for (let hour = 0; hour < 2_000; hour += 37) {
      const from = new Date(at('2025-09-01 00:00').getTime() + hour * 3_600_000)
      const { due } = afterWork(from, 3 * (7 * 3_600_000) + 1, short)
      assert.equal(workBetween(from, due, short), 3 * (7 * 3_600_000) + 1)
      looked++
    }
    assert.equal(looked, 55)
    assert.equal(workBetween(at('2026-03-03 10:00'), at('2026-03-02 10:00'), short), 0)
  })

  it('keeps to the local hours of a zone that moves its clocks', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00; the calendar of days stays ours.
    const { due } = dueAt(new Date('2026-03-27T17:00:00+01:00'), '1d', 'work', { ...short, zone: 'Europe/Berlin' })
    assert.equal(due.toISOString(), '2026-03-30T15:00:00.000Z')
  })
})

describe('a wall-clock limit', () => {
  it('counts every minute and is never provisional', () => {
    assert.deepEqual(dueAt(at('2026-10-01 23:58'), '5m', 'wall', short), { due: at('2026-10-02 00:03'), provisional: false })
    assert.deepEqual(dueAt(at('2030-01-01 00:00'), '3d', 'wall', short), { due: at('2030-01-04 00:00'), provisional: false })
  })
})

describe('a due time after a pause', () => {
  const pause = { from: at('2026-03-02 10:00'), to: at('2026-03-05 10:00') }
  it('moves by the pause on the wall clock', () =>
    assert.deepEqual(dueAfterPause(at('2026-03-02 10:20'), pause, 'wall', short).due, at('2026-03-05 10:20')))
  it('keeps the working time that was left', () =>
    assert.deepEqual(dueAfterPause(at('2026-03-03 10:00'), pause, 'work', short).due, at('2026-03-06 10:00')))
  it('stays where it was when it had passed already', () =>
    assert.deepEqual(dueAfterPause(at('2026-03-02 09:59'), pause, 'work', short).due, at('2026-03-02 09:59')))
})

describe('three quarters of a limit', () => {
  it('are counted in the clock of the limit', () => {
    const span = { from: at('2026-03-02 09:00'), due: at('2026-03-03 18:00') }
    assert.deepEqual(shareOf(span, 0.75, 'work', short), at('2026-03-03 14:30'))
    assert.deepEqual(shareOf(span, 0.75, 'wall', short), at('2026-03-03 09:45'))
  })
})

describe('the four units of the field, by the shipped hours', () => {
  const ends = (from: string, limit: string, fromNextDay = false, calendar = shipped) =>
    zoneText(limitEnds(at(from), { ...parseTimeLimit(limit)!, fromNextDay }, calendar).due, zone).slice(0, 16)
  const sameClock = createCalendar({ ...shippedCalendar(zone), workingDay: 'same-clock' })

  it('count every hour, working hours, working days of 480 minutes, or days', () => {
    assert.equal(ends('2026-03-06 17:30', '4uh'), '2026-03-06 21:30')
    assert.equal(ends('2026-03-06 17:30', '4wh'), '2026-03-09 11:30')
    assert.equal(ends('2026-02-13 17:00', '1wd'), '2026-02-14 17:00')
    assert.equal(ends('2026-03-06 17:30', '3d'), '2026-03-09 17:30')
    assert.equal(ends('2026-03-06 13:00', '1.5wh'), '2026-03-06 15:30')
  })
  it('count a working day to the same time of the next one where that is the rule', () => {
    assert.equal(ends('2026-03-06 17:30', '1wd', false, sameClock), '2026-03-09 17:30')
    assert.equal(ends('2026-03-06 20:00', '2wd', false, sameClock), '2026-03-11 08:00')
    assert.equal(ends('2026-03-06 12:30', '1wd', false, sameClock), '2026-03-09 14:00')
  })
  it('counted from the next day end with the last hour of the last day', () => {
    assert.equal(ends('2026-03-06 10:00', '1wd', true), '2026-03-09 18:00')
    assert.equal(ends('2026-03-06 10:00', '5wd', true, sameClock), '2026-03-13 18:00')
    assert.equal(ends('2026-03-06 10:00', '3d', true), '2026-03-10 00:00')
    assert.equal(ends('2026-03-06 10:00', '4wh', true), '2026-03-09 12:00')
    assert.equal(ends('2026-03-06 10:00', '2uh', true), '2026-03-07 02:00')
  })
  it('are read as catalogues write them, and not guessed', () => {
    const read = (text: string) => {
      const limit = parseTimeLimit(text)
      return limit && `${limit.n} ${limit.unit}`
    }
    assert.deepEqual(['2紧急工作时', '4 工作时', '3个工作日', '5日', '２自然日', '2紧急工作日', '0.5wh'].map(read), [
      '2 urgent-hour',
      '4 working-hour',
      '3 working-day',
      '5 calendar-day',
      '2 calendar-day',
      '2 calendar-day',
      '0.5 working-hour',
    ])
    assert.deepEqual(parseTimeLimit('5工作日（次日起算）'), { n: 5, unit: 'working-day', fromNextDay: true })
    assert.deepEqual(parseTimeLimit('5wd-next'), { n: 5, unit: 'working-day', fromNextDay: true })
    assert.deepEqual(finishAt(at('2026-03-06 10:00'), { finish: null, limit: '1wd-next', calendar: 'wall' }, shipped), {
      due: at('2026-03-09 18:00'),
      provisional: false,
    })
    for (const text of [
      '种植季节工作日',
      '5wd-nextnext',
      '次日起算',
      '-next',
      '自次日起5工作日（次日起算）',
      '1紧急工作时制止',
      '0wd',
      '1.5wd',
      '3',
      'wd',
      '-1d',
      '3constructor',
      '99999d',
    ])
      assert.equal(parseTimeLimit(text), null, text)
  })
  it('follow the hours that are valid on the day, the last entry first', () => {
    const summer = createCalendar({
      ...shippedCalendar(zone),
      hours: [
        ...shippedCalendar(zone).hours,
        {
          from: '2026-07-01',
          to: '2026-08-31',
          windows: [
            ['08:00', '12:00'],
            ['15:00', '19:00'],
          ],
        },
        { from: '2026-07-15', to: '2026-07-15', windows: [['08:00', '12:00']] },
      ],
    })
    assert.equal(ends('2026-06-30 17:00', '8wh', false, summer), '2026-07-01 18:00')
    assert.equal(ends('2026-07-14 18:00', '6wh', false, summer), '2026-07-16 09:00')
    assert.equal(ends('2026-08-31 18:00', '2wh', false, summer), '2026-09-01 09:00')
  })
  it('say a due time again by another calendar: what was left is left', () => {
    const free = createCalendar({
      ...shippedCalendar(zone),
      years: {
        ...shippedCalendar(zone).years,
        '2027': { papers: [], off: { '2027-01-01': '元旦', '2027-01-04': '元旦' }, work: { '2027-01-03': '元旦' } },
      },
    })
    const from = at('2026-12-31 17:00')
    const before = limitEnds(from, { n: 1, unit: 'working-day' }, shipped)
    assert.deepEqual([zoneText(before.due, zone).slice(0, 16), before.provisional], ['2027-01-04 17:00', true])
    assert.deepEqual(dueInstead(before.due, from, { before: shipped, after: free }), {
      due: at('2027-01-03 17:00'),
      provisional: false,
    })
  })
})

describe('the shipped days beside those of another source', () => {
  it('are the same for every one of the 5,113 days of 2013 to 2026', () => {
    type Other = { years: Record<string, { holidays: Record<string, string>; workdays: Record<string, string> }> }
    const file = new URL('../../test/data/calendar/cn-holidays-2013-2026.json', import.meta.url)
    const { years } = JSON.parse(readFileSync(file, 'utf8')) as Other
    const holidays = new Set(Object.values(years).flatMap((year) => Object.keys(year.holidays)))
    const workdays = new Set(Object.values(years).flatMap((year) => Object.keys(year.workdays)))
    let looked = 0
    for (let day = dayNumber('2013-01-01'); day <= dayNumber('2026-12-31'); day++, looked++) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
      const weekend = [0, 6].includes(new Date(day * 86_400_000).getUTCDay())
      const works = workdays.has(date) || (!weekend && !holidays.has(date))
      assert.equal(shipped.kindOfDay(day).work, works, date)
    }
    assert.equal(looked, 5_113)
  })
})

it('a moment lies on the day of its zone’s calendar', () => {
  assert.equal(cityDay(new Date('2026-03-01T15:59:59Z'), 'Asia/Shanghai'), '2026-03-01')
  assert.equal(cityDay(new Date('2026-03-01T16:00:00Z'), 'Asia/Shanghai'), '2026-03-02')
  assert.equal(cityDay(new Date('2026-03-29T22:30:00Z'), 'Europe/Berlin'), '2026-03-30', 'in summer two hours ahead')
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ical from 'ical.js'
import { shippedCalendar } from '../../../kernel/calendar-days.ts'
import { holidayFeed, stretchesOf } from './holiday-feed.ts'

const calendar = shippedCalendar('Asia/Shanghai')
const madeAt = new Date('2025-11-04T08:00:00.123Z')
const feed = (given = calendar, version = 3) => holidayFeed({ calendar: given, version, madeAt })
const eventsOf = (text: string) =>
  new ical.Component(ical.parse(text)).getAllSubcomponents('vevent').map((one) => new ical.Event(one))

describe('the feed of holidays', () => {
  it('is read by a parser of others: every published day off and every make-up day, each once', () => {
    const read = { off: new Set<string>(), work: new Set<string>() }
    for (const event of eventsOf(feed()))
      for (
        let day = event.startDate.clone();
        day.compare(event.endDate) < 0;
        day.addDuration(ical.Duration.fromData({ days: 1 }))
      )
        read[event.uid.startsWith('off-') ? 'off' : 'work'].add(day.toString())
    for (const kind of ['off', 'work'] as const)
      assert.deepEqual(
        [...read[kind]].sort(),
        Object.values(calendar.years)
          .flatMap((year) => Object.keys(year[kind]))
          .sort(),
      )
    const spring = eventsOf(feed()).find(({ uid }) => uid === 'off-2026-02-15@calendar.zhili')!
    assert.deepEqual([spring.summary, spring.startDate.isDate, spring.endDate.toString()], ['春节 放假', true, '2026-02-24'])
  })

  it('keeps its UIDs, all different, when a longer stretch or a new version comes', () => {
    const uids = eventsOf(feed()).map(({ uid }) => uid)
    assert.equal(new Set(uids).size, uids.length)
    const longer = structuredClone(calendar)
    longer.years['2026']!.off['2026-02-24'] = '春节'
    assert.deepEqual(
      eventsOf(feed(longer, 4)).map(({ uid }) => uid),
      uids,
    )
    assert.equal(feed(), feed())
  })

  it('folds at 75 octets between characters and escapes what people write', () => {
    const name = `${'渣土😀'.repeat(9)}, a; b\\c\r\nX-EVIL:1\u0007`
    const hostile = { ...calendar, years: { '2030': { papers: [], off: { '2030-01-01': name }, work: {} } } }
    const text = feed(hostile)
    for (const line of text.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, line)
      assert.equal(line.includes('\ufffd') || /[\r\n]/.test(line), false)
    }
    const [event] = eventsOf(text)
    assert.equal(event!.summary, `${'渣土😀'.repeat(9)}, a; b\\c\nX-EVIL:1 放假`)
    assert.equal(event!.component.getFirstProperty('x-evil'), null)
  })

  it('joins days in a row of one feast only', () => {
    const off = { '2030-01-01': '甲', '2030-01-02': '甲', '2030-01-03': '乙', '2030-01-05': '乙' }
    assert.deepEqual(
      stretchesOf({ years: { '2030': { papers: [], off, work: { '2030-01-02': '甲' } } } }).map(
        ({ kind, from, to }) => `${kind} ${from} ${to}`,
      ),
      ['off 2030-01-01 2030-01-02', 'work 2030-01-02 2030-01-02', 'off 2030-01-03 2030-01-03', 'off 2030-01-05 2030-01-05'],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { periodLike, periodStart, readPeriod, writePeriod, yearBefore } from './period.ts'

const zone = 'Asia/Shanghai'
const ms = (local: string) => Date.parse(`${local}+08:00`)
const said = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)

describe('the periods of vitals', () => {
  const at = ms('2026-11-27T14:37:12')
  const cases = [
    ['hour', 0, '2026-11-27T14:00'],
    ['hour', -15, '2026-11-26T23:00'],
    ['day', 0, '2026-11-27T00:00'],
    ['day', -27, '2026-10-31T00:00'],
    ['week', 0, '2026-11-23T00:00'],
    ['week', 1, '2026-11-30T00:00'],
    ['month', 0, '2026-11-01T00:00'],
    ['month', -11, '2025-12-01T00:00'],
    ['quarter', 0, '2026-10-01T00:00'],
    ['quarter', 1, '2027-01-01T00:00'],
    ['year', 0, '2026-01-01T00:00'],
    ['year', -1, '2025-01-01T00:00'],
  ] as const
  for (const [cadence, step, start] of cases)
    it(`${cadence} ${step}: ${start}`, () => assert.equal(said(periodStart(cadence, at, zone, step)), start))

  it('begin where they begin: the start of a start is itself', () => {
    for (const [cadence] of cases) {
      const start = periodStart(cadence, at, zone)
      assert.equal(periodStart(cadence, start, zone), start)
      assert.equal(periodStart(cadence, start - 1, zone), periodStart(cadence, at, zone, -1))
    }
  })

  it('a Sunday night belongs to the week before', () =>
    assert.equal(said(periodStart('week', ms('2026-11-29T23:59:59'), zone)), '2026-11-23T00:00'))

  it('keep to the wall clock where summer time begins', () => {
    const day = periodStart('day', Date.parse('2026-03-29T12:00:00Z'), 'Europe/Berlin')
    assert.equal(new Date(day).toISOString(), '2026-03-28T23:00:00.000Z')
    assert.equal(new Date(periodStart('day', day, 'Europe/Berlin', 1)).toISOString(), '2026-03-29T22:00:00.000Z')
  })

  it('stand beside those of the year before; 29 February has the 28th', () => {
    assert.equal(said(yearBefore('month', ms('2026-11-01T00:00'), zone)), '2025-11-01T00:00')
    assert.equal(said(yearBefore('day', ms('2028-02-29T00:00'), zone)), '2027-02-28T00:00')
    assert.equal(said(yearBefore('hour', ms('2026-11-27T14:00'), zone)), '2025-11-27T14:00')
    assert.equal(said(yearBefore('week', ms('2026-11-23T00:00'), zone)), '2025-11-24T00:00')
  })
})

describe('the text of a period', () => {
  for (const cadence of Object.keys(periodLike) as (keyof typeof periodLike)[])
    it(`${cadence}: is read as it was written, over three years`, () => {
      let start = periodStart(cadence, ms('2025-12-28T12:00'), zone)
      for (let i = 0; i < 40; i++) {
        const text = writePeriod(cadence, start, zone)
        assert.equal(readPeriod(cadence, text, zone), start, text)
        start = periodStart(cadence, start, zone, cadence === 'hour' ? 601 : cadence === 'day' ? 27 : 1)
      }
      assert.equal(readPeriod(cadence, periodLike[cadence], zone) !== null, true)
    })

  it('follows ISO 8601 around the new year', () => {
    assert.equal(writePeriod('week', ms('2025-12-29T00:00'), zone), '2026-W01')
    assert.equal(said(readPeriod('week', '2026-W53', zone)!), '2026-12-28T00:00')
    assert.equal(readPeriod('week', '2025-W53', zone), null)
  })

  it('that is none of its cadence is refused', () => {
    for (const [cadence, text] of [
      ['day', '2026-02-30'],
      ['day', '2026-11'],
      ['month', '2026-13'],
      ['month', '2026-11-27'],
      ['hour', '2026-11-27T24'],
      ['quarter', '2026-Q5'],
      ['year', '26'],
      ['year', '2026 '],
      ['month', 'x2026-11'],
    ] as const)
      assert.equal(readPeriod(cadence, text, zone), null, text)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cellOf, duePeriod } from './cell-of.ts'
import { periodStart } from './period.ts'

const zone = 'Asia/Shanghai'
const ms = (local: string) => Date.parse(`${local}+08:00`)
const said = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
const definition = {
  ...{
    code: 'a.b',
    name: { zh: '甲', en: 'A' },
    board: 'x',
    track: 'y',
    unit: { zh: '%', en: '%' },
    decimals: 1,
    times: 100 as const,
  },
  ...{
    aggregation: 'ratio' as const,
    tier: 'town' as const,
    cadence: 'day' as const,
    dueMinutes: 120,
    hysteresis: 0,
    source: { zh: '甲', en: 'A' },
  },
}

describe('the cell of a vital', () => {
  it('carries both its numbers, how many told it, and from when', () => {
    const about = { definition, version: 3, due: () => 12, standing: 'normal' as const, now: ms('2026-11-28T03:00'), zone }
    const part = { num: 985, den: 1000, n: 11, newest: ms('2026-11-28T01:00'), oldest: ms('2026-11-27T23:00') }
    assert.deepEqual(cellOf(ms('2026-11-27T00:00'), part, about), {
      ...{ period: '2026-11-27', value: 98.5, numerator: 98.5, denominator: 100, n: 11, of: 12 },
      ...{ newest: '2026-11-27T17:00:00.000Z', oldest: '2026-11-27T15:00:00.000Z', standing: 'normal', band: null, stale: false },
      ...{ version: 1, oldestVersion: 1, periods: null },
    })
  })

  it('says by which versions its values were counted, whichever is in force', () => {
    const about = { definition, version: 3, due: () => 12, standing: 'normal' as const, now: ms('2026-11-28T03:00'), zone }
    const said = (part: Parameters<typeof cellOf>[1], more = {}) => {
      const { version, oldestVersion } = cellOf(ms('2026-11-27T00:00'), part, { ...about, ...more })
      return [version, oldestVersion]
    }
    const part = { num: 1, den: 1, n: 1, newest: 1, oldest: 1 }
    assert.deepEqual(said({ ...part, by: [1, 2] }), [2, 1])
    assert.deepEqual(said(null), [null, null], 'nothing was counted by nothing')
    const formula = { ...definition, aggregation: 'formula' as const, formula: '{a.b} * 2' }
    assert.deepEqual(said(part, { definition: formula }), [3, 3], 'reckoned now, by the formula of now')
  })

  it('of too small a sample shows its number and both of it, and is not judged', () => {
    const least = { ...definition, leastSample: 20 }
    const about = { definition: least, version: 3, due: () => 1, now: ms('2026-11-28T03:00'), zone }
    const said = (num: number, den: number) => {
      const part = { num: num * 10, den: den * 10, n: 1, newest: 1, oldest: 1 }
      const { value, numerator, denominator, standing, band, leastSample } = cellOf(ms('2026-11-27T00:00'), part, {
        ...{ ...about, standing: 'outside', band: 'serious' },
      })
      return [value && Math.round(value), numerator, denominator, standing, band, leastSample ?? null]
    }
    assert.deepEqual(said(1, 3), [33, 1, 3, 'unknown', null, 20])
    assert.deepEqual(said(5, 20), [25, 5, 20, 'outside', 'serious', null])
  })

  it('of nothing has no value; of nothing due neither', () => {
    const about = { definition, version: 3, due: () => 12, standing: 'unknown' as const, now: ms('2026-11-28T03:00'), zone }
    const { value, n, newest } = cellOf(ms('2026-11-27T00:00'), null, about)
    assert.deepEqual([value, n, newest], [null, 0, null])
    assert.equal(cellOf(ms('2026-11-27T00:00'), { num: 0, den: 0, n: 3, newest: 1, oldest: 1 }, about).value, null)
  })

  it('of a coarser period is as old as the last of its own periods', () => {
    const over = { by: 'month' as const, due: 27, of: 30 }
    const about = { definition, version: 3, due: () => 1, over, standing: 'normal' as const, now: ms('2026-11-28T03:00'), zone }
    const last = (day: string) => ({
      ...{ num: 1, den: 1, n: 1, newest: 1, oldest: 1 },
      over: { how: 'last' as const, told: 1, last: ms(`2026-11-${day}T00:00`) },
    })
    const stale = (day: string) => cellOf(ms('2026-11-01T00:00'), last(day), about).stale
    assert.deepEqual([stale('27'), stale('26'), stale('03')], [false, true, true])
  })

  it('is stale once a newer one should be there, not before', () => {
    assert.equal(said(duePeriod(definition, ms('2026-11-28T01:59'), zone)), '2026-11-26T00:00')
    assert.equal(said(duePeriod(definition, ms('2026-11-28T02:00'), zone)), '2026-11-27T00:00')
    const about = { definition, version: 3, due: () => 12, standing: 'normal' as const, now: ms('2026-11-28T02:00'), zone }
    const part = { num: 1, den: 1, n: 1, newest: 1, oldest: 1 }
    assert.equal(cellOf(ms('2026-11-26T00:00'), part, about).stale, true)
    assert.equal(cellOf(ms('2026-11-28T00:00'), part, about).stale, false, 'today, though it is not over')
  })

  it('waits for its value as long as that may take, and no minute longer, of every cadence', () => {
    const day = 1440
    // cadence, minutes after the end of a period, a period, and when its value is due
    const table = [
      ['hour', 1, '2026-11-28T10:00', '2026-11-28T11:01'],
      ['hour', 30, '2026-11-28T10:00', '2026-11-28T11:30'],
      ['hour', 60, '2026-11-28T10:00', '2026-11-28T12:00'],
      ['hour', 180, '2026-11-28T10:00', '2026-11-28T14:00'],
      ['hour', 3 * day, '2026-11-28T10:00', '2026-12-01T11:00'],
      ['day', 60, '2026-11-27T00:00', '2026-11-28T01:00'],
      ['day', 5 * day, '2026-11-27T00:00', '2026-12-03T00:00'],
      ['week', 60, '2026-11-23T00:00', '2026-11-30T01:00'],
      ['week', 15 * day, '2026-11-23T00:00', '2026-12-15T00:00'],
      ['month', 15 * day, '2026-01-01T00:00', '2026-02-16T00:00'],
      ['month', 45 * day, '2026-01-01T00:00', '2026-03-18T00:00'],
      ['quarter', 120 * day, '2026-01-01T00:00', '2026-07-30T00:00'],
      ['year', 150 * day, '2025-01-01T00:00', '2026-05-31T00:00'],
      ['year', 365 * day, '2024-01-01T00:00', '2026-01-01T00:00'],
    ] as const
    for (const [cadence, dueMinutes, period, due] of table) {
      const timed = { ...definition, cadence, dueMinutes }
      const start = ms(period)
      const before = periodStart(cadence, start, zone, -1)
      assert.equal(said(duePeriod(timed, ms(due) - 60_000, zone)), said(before), `${cadence} due after ${dueMinutes} min`)
      assert.equal(said(duePeriod(timed, ms(due), zone)), said(start), `${cadence} due after ${dueMinutes} min, now`)
      const part = { num: 1, den: 1, n: 1, newest: 1, oldest: 1 }
      const about = { definition: timed, version: 3, due: () => 1, standing: 'normal' as const, zone }
      assert.equal(cellOf(before, part, { ...about, now: ms(due) - 60_000 }).stale, false, 'the one before stands until then')
      assert.equal(cellOf(before, part, { ...about, now: ms(due) }).stale, true)
    }
  })
})

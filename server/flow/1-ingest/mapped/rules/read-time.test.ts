import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TimeFormat } from '../../../../../contract/mapped-feed.ts'
import { readTime } from './read-time.ts'

const read = (text: string, format: TimeFormat, zone = 'Asia/Shanghai') => readTime(text, { format, zone })?.toISOString() ?? null

describe('the time of a row', () => {
  it('is read with its offset, and never without one', () => {
    assert.equal(read('2026-03-02T08:05:00+08:00', 'iso'), '2026-03-02T00:05:00.000Z')
    assert.equal(read(' 2026-03-02T00:05:00.25Z ', 'iso'), '2026-03-02T00:05:00.250Z')
    assert.deepEqual(
      ['2026-03-02T08:05:00', '2026-02-30T08:05:00Z', '2026-13-01T00:00:00Z', '20260302', ''].map((text) => read(text, 'iso')),
      [null, null, null, null, null],
    )
  })

  it('is read on the clock of its zone, in the ways people and spreadsheets write it', () => {
    const ways = [
      '2026-03-02 08:05:00',
      '2026/3/2 8:05',
      '2026年3月2日 8时5分',
      '2026-03-02T08:05',
      '20260302080500',
      '2026.3.2 8:05:00.000',
    ]
    assert.deepEqual(new Set(ways.map((text) => read(text, 'local'))), new Set(['2026-03-02T00:05:00.000Z']))
    assert.equal(read('2026-07-01 08:00', 'local', 'Europe/Berlin'), '2026-07-01T06:00:00.000Z')
    assert.equal(read('2026-01-01 08:00', 'local', 'Europe/Berlin'), '2026-01-01T07:00:00.000Z')
  })

  it('that cannot be is none, and never another day', () => {
    const bad = [
      '2026-02-29 08:00',
      '2026-04-31 08:00',
      '2026-03-02 24:00',
      '2026-03-02 08:60',
      '2026-03-02',
      '08:00',
      '1026-03-02 08:00',
    ]
    assert.deepEqual(
      bad.filter((text) => read(text, 'local') !== null),
      [],
    )
  })

  it('is read from the day numbers of a spreadsheet, to the second, and from the seconds of 1970', () => {
    assert.equal(read('46083.336805555555', 'excel'), '2026-03-02T00:05:00.000Z')
    assert.equal(read('2026/3/2 8:05', 'excel'), '2026-03-02T00:05:00.000Z')
    assert.equal(read('1772409900', 'unix-s'), '2026-03-02T00:05:00.000Z')
    assert.equal(read('1772409900000', 'unix-ms'), '2026-03-02T00:05:00.000Z')
    assert.deepEqual(
      [read('1772409900000', 'unix-s'), read('1772409900', 'unix-ms'), read('-5', 'excel'), read('1e9', 'unix-s')],
      [null, null, null, null],
    )
  })
})

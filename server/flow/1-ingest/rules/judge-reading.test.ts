import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeReading } from './judge-reading.ts'

const now = new Date('2026-04-10T01:30:00Z')
const at = (offsetS: number): string => new Date(now.getTime() + offsetS * 1000).toISOString()
const before = { lastAt: new Date(now.getTime() - 60_000), lastSeq: 10, lastValues: { ch4: 5 } }
const bounds = { ch4: { min: 0, max: 100 } }
const judge = (reading: Parameters<typeof judgeReading>[0], state: Parameters<typeof judgeReading>[1] = before) =>
  judgeReading(reading, state, bounds, now)

describe('a reading', () => {
  it('in time is good and feeds the rules', () =>
    assert.deepEqual(judge({ at: at(0), seq: 11, values: { ch4: 6 } }), {
      keep: true,
      quality: 'good',
      feedsRules: true,
      skew: 0,
      lost: 0,
    }))
  it('sent again is dropped', () =>
    assert.deepEqual(judge({ at: at(-60), seq: 10, values: { ch4: 5 } }), { keep: false, because: 'duplicate' }))
  it('sent again after newer ones is dropped as well', () =>
    assert.deepEqual(judge({ at: at(-120), values: { ch4: 4, co: 1 } }, { ...before, stored: [{ ch4: 3 }, { co: 1, ch4: 4 }] }), {
      keep: false,
      because: 'duplicate',
    }))
  it('of a moment that has other values already is another one', () =>
    assert.equal(
      (judge({ at: at(-120), values: { ch4: 4 } }, { ...before, stored: [{ ch4: 3 }] }) as { keep: boolean }).keep,
      true,
    ))
  it('older than the last is kept as late and never feeds the rules', () =>
    assert.deepEqual(judge({ at: at(-120), seq: 9, values: { ch4: 60 } }), {
      keep: true,
      quality: 'late',
      feedsRules: false,
      skew: -120_000,
      lost: 0,
    }))
  it('too far ahead is refused', () =>
    assert.deepEqual(judge({ at: at(601), values: { ch4: 6 } }), { keep: false, because: 'future', aheadS: 601 }))
  it('a little ahead is believed but marked', () =>
    assert.equal((judge({ at: at(180), values: { ch4: 6 } }) as { quality: string }).quality, 'skewed'))
  it('outside what the sensor can measure is suspect and feeds no rule', () =>
    assert.deepEqual(judge({ at: at(0), values: { ch4: 140 } }), {
      keep: true,
      quality: 'suspect',
      feedsRules: false,
      skew: 0,
      lost: 0,
    }))
  it('tells how many were lost by its count', () =>
    assert.equal((judge({ at: at(0), seq: 14, values: { ch4: 6 } }) as { lost: number }).lost, 3))
  it('whose count begins anew lost nothing we know of', () =>
    assert.equal((judge({ at: at(0), seq: 1, values: { ch4: 6 } }) as { lost: number }).lost, 0))
  it('is good as the very first of a device', () =>
    assert.equal(
      (judge({ at: at(0), values: { ch4: 6 } }, { lastAt: null, lastSeq: null, lastValues: {} }) as { quality: string }).quality,
      'good',
    ))
})

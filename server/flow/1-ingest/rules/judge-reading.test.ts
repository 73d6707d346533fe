import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Judged, judgeReading, type Seen } from './judge-reading.ts'
import { rememberReading } from './remember-reading.ts'

const now = new Date('2026-04-10T01:30:00Z')
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)
const at = (offsetS: number): string => later(offsetS).toISOString()
const before = { lastAt: later(-60), lastSeq: 10, lastValues: { ch4: 5 } }
const bounds = { ch4: { min: 0, max: 100 }, o2: { min: 0, max: 30 } }
const batch: Seen = { now, live: false, keptSince: later(-400 * 86_400) }
const live: Seen = { ...batch, live: true }
const judge = (reading: Parameters<typeof judgeReading>[0], state: Parameters<typeof judgeReading>[1] = before, seen = batch) =>
  judgeReading(reading, state, bounds, seen)
type Kept = Extract<Judged, { keep: true }>
const kept = (judged: Judged): Kept => {
  assert.ok(judged.keep, JSON.stringify(judged))
  return judged
}
const inOrder = { keep: true, late: false, whole: true, skew: 0, lost: 0 }

describe('a reading', () => {
  it('in time is good and feeds the rules', () =>
    assert.deepEqual(judge({ at: at(0), seq: 11, values: { ch4: 6 } }), {
      ...inOrder,
      at: now,
      quality: 'good',
      feeds: { ch4: 6 },
    }))
  it('sent again is dropped', () =>
    assert.deepEqual(judge({ at: at(-60), seq: 10, values: { ch4: 5 } }), { keep: false, because: 'duplicate' }))
  it('sent again after newer ones is dropped as well', () =>
    assert.deepEqual(judge({ at: at(-120), values: { ch4: 4, co: 1 } }, { ...before, stored: [{ ch4: 3 }, { co: 1, ch4: 4 }] }), {
      keep: false,
      because: 'duplicate',
    }))
  it('of a moment that has other values already is another one', () =>
    assert.equal(judge({ at: at(-120), values: { ch4: 4 } }, { ...before, stored: [{ ch4: 3 }] }).keep, true))
  it('older than the last is kept as late and never feeds the rules', () =>
    assert.deepEqual(judge({ at: at(-120), seq: 9, values: { ch4: 60 } }), {
      ...inOrder,
      at: later(-120),
      quality: 'late',
      late: true,
      feeds: null,
      skew: -120_000,
    }))
  it('a little ahead is believed but marked', () =>
    assert.equal(kept(judge({ at: at(180), values: { ch4: 6 } })).quality, 'skewed'))
  it('tells how many were lost by its count', () => assert.equal(kept(judge({ at: at(0), seq: 14, values: { ch4: 6 } })).lost, 3))
  it('whose count begins anew lost nothing we know of', () =>
    assert.equal(kept(judge({ at: at(0), seq: 1, values: { ch4: 6 } })).lost, 0))
  it('is good as the very first of a device', () =>
    assert.equal(kept(judge({ at: at(0), values: { ch4: 6 } }, { lastAt: null, lastSeq: null, lastValues: {} })).quality, 'good'))
})

describe('a value the sensor cannot measure', () => {
  it('feeds as the top of the range when it is above: a saturated sensor is an alarm', () =>
    assert.deepEqual(judge({ at: at(0), values: { ch4: 140 } }), {
      ...inOrder,
      at: now,
      quality: 'suspect',
      feeds: { ch4: 100 },
    }))
  it('feeds nothing when it is below, and does not hold back the others', () =>
    assert.deepEqual(judge({ at: at(0), values: { ch4: 60, o2: -4 } }), {
      ...inOrder,
      at: now,
      quality: 'suspect',
      feeds: { ch4: 60 },
      whole: false,
    }))
  it('never makes an old reading a new one', () =>
    assert.deepEqual(kept(judge({ at: at(-120), values: { ch4: 140 } })).feeds, null))
})

describe('a clock that cannot be right', () => {
  it('ahead refuses what was sent by the way', () =>
    assert.deepEqual(judge({ at: at(601), values: { ch4: 6 } }), { keep: false, because: 'future', aheadS: 601 }))
  it('before all that is kept refuses it as well', () =>
    assert.deepEqual(judge({ at: '2000-01-01T00:00:00Z', values: { ch4: 6 } }), { keep: false, because: 'too-old' }))
  for (const wrong of ['2000-01-01T00:00:00Z', at(8 * 3_600)])
    it(`does not make a live reading of ${wrong} deaf: it is one of this moment`, () => {
      const judged = kept(judge({ at: wrong, values: { ch4: 80 } }, before, live))
      assert.deepEqual([judged.at, judged.quality, judged.feeds], [now, 'skewed', { ch4: 80 }])
    })
  it('still knows a repeat by its count', () =>
    assert.equal(judge({ at: '2000-01-01T00:00:00Z', seq: 10, values: { ch4: 5 } }, before, live).keep, false))
})

/** Plays live readings of one device, each `[seconds from now, seconds its clock is off, value, count]`; gives what fed the rules. */
function play(readings: [second: number, offS: number, ch4: number, seq?: number][]): string[] {
  let state = {
    device: 'd',
    ...{
      lastAt: null,
      lastReceived: null,
      lastFed: null,
      lateAt: null,
      lateReceived: null,
      lastSeq: null,
      lastValues: {},
      systems: {},
    },
    ...{ skewMs: 0, gaps: 0, lost: 0, duplicates: 0, late: 0 },
  } as Parameters<typeof rememberReading>[0]
  return readings.map(([second, offS, ch4, seq]) => {
    const reading = { at: at(second + offS), values: { ch4 }, ...(seq === undefined ? {} : { seq }) }
    const judged = kept(judgeReading(reading, state, bounds, { ...live, now: later(second) }))
    state = rememberReading(state, judged, seq, later(second))
    return judged.feeds ? `${ch4} ${judged.quality}` : 'late'
  })
}

describe('a clock that jumps', () => {
  it('ahead and back is believed again at once', () =>
    assert.deepEqual(
      play([
        [0, 0, 1],
        [60, 540, 2],
        [120, 0, 80],
      ]),
      ['1 good', '2 skewed', '80 skewed'],
    ))
  it('back is followed at once by the count of the device', () =>
    assert.deepEqual(
      play([
        [0, 0, 1, 7],
        [60, -7200, 80, 8],
      ]),
      ['1 good', '80 skewed'],
    ))
  it('back without a count is followed from the second reading on that keeps pace', () =>
    assert.deepEqual(
      play([
        [0, 0, 1],
        [60, -7200, 79],
        [120, -7200, 80],
        [180, -7200, 81],
      ]),
      ['1 good', 'late', '80 skewed', '81 good'],
    ))
  it('of a device that speaks every second is followed after some seconds', () =>
    assert.deepEqual(
      play([[0, 0, 1], ...[1, 2, 3, 4, 5, 6, 7].map((second) => [second, -7200, 80] as [number, number, number])]),
      ['1 good', ...Array.from({ length: 5 }, () => 'late'), '80 skewed', '80 good'],
    ))
  it('is not what a buffer sent again looks like', () =>
    assert.deepEqual(
      play([
        [0, 0, 1],
        [1, -3600, 79],
        [2, -3541, 80],
        [3, -3482, 81],
        [10, -3429, 82],
        [60, 0, 2],
        [61, -3600, 83],
      ]),
      ['1 good', 'late', 'late', 'late', 'late', '2 good', 'late'],
    ))
})

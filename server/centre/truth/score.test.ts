import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TruthLine } from '../../../contract/truth.ts'
import { type Found, judgeTruth, quantile, scoreTruth } from './score.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minute))
const line = (id: string, from: number, more: Partial<TruthLine> = {}): TruthLine => ({
  ...{
    id,
    pack: 'p',
    matter: 'm',
    of: id,
    cause: 'c',
    from: at(from).toISOString(),
    due: at(from + 5).toISOString(),
    until: null,
  },
  ...more,
})
const found = (of: string, minute: number): Found => ({ pack: 'p', matter: 'm', of, at: at(minute) })
const score = (lines: TruthLine[], claims: Found[], now = 59) =>
  scoreTruth(judgeTruth({ lines, watches: [] }, claims, { now: at(now), graceMs: 10 * 60_000, earlyMs: 12 * 60_000 })).map(
    ({ delays, early, leads: _, ...one }) => ({
      ...{ ...one, delays: delays.map((ms) => ms / 60_000), early: early.map((ms) => ms / 60_000) },
    }),
  )

describe('what was found, held against what is so', () => {
  it('is right while it is so or was a little before; found before it was due it took no time', () => {
    assert.deepEqual(score([line('a', 0), line('b', 0, { until: at(10).toISOString() })], [found('a', 12), found('b', 3)]), [
      { pack: 'p', matter: 'm', found: 2, right: 2, true: 2, caught: 2, delays: [0, 7], early: [], under: 0 },
    ])
  })
  it('is wrong of another object, before it began and long after it ended; missed is what nobody found', () => {
    const over = line('a', 20, { until: at(30).toISOString() })
    const [one] = score([over], [found('b', 25), found('a', 19), found('a', 41)])
    assert.deepEqual([one?.found, one?.right, one?.true, one?.caught], [3, 0, 1, 0])
  })
  it('does not miss what was due before the city began: nobody was there to find it', () => {
    const written = { lines: [line('a', 0), line('b', 3)], watches: [], begun: at(6).toISOString() }
    const [one] = scoreTruth(judgeTruth(written, [], { now: at(59), graceMs: 0, earlyMs: 0 }))
    assert.deepEqual([one?.true, one?.caught], [1, 0])
  })
  const alarm = (of: string, from: number, until: number | null): Found => ({
    ...{ ...found(of, from), until: until === null ? null : at(until) },
  })
  const figures = ([one]: ReturnType<typeof score>) => [one?.found, one?.right, one?.true, one?.caught, one?.early, one?.under]
  it('is right, and caught, by an alarm raised shortly before that still stands as it begins: early, without a delay', () => {
    assert.deepEqual(figures(score([line('a', 20)], [alarm('a', 18, 30)])), [1, 1, 1, 1, [2], 0])
    assert.deepEqual(figures(score([line('a', 20)], [alarm('a', 8, null)])), [1, 1, 1, 1, [12], 0], 'at the bound')
    assert.deepEqual(score([line('a', 20)], [alarm('a', 18, 30)])[0]?.delays, [])
  })
  it('is for nothing when it was over before, or was no alarm that stands', () => {
    assert.deepEqual(figures(score([line('a', 20)], [alarm('a', 10, 15)])), [1, 0, 1, 0, [], 0])
    assert.deepEqual(figures(score([line('a', 20)], [found('a', 18)])), [1, 0, 1, 0, [], 0])
  })
  it('an alarm that never clears catches nothing that begins later than the bound, and what so begins is no miss either', () => {
    const later = [line('a', 20), { ...line('a', 40), id: 'a2' }]
    assert.deepEqual(figures(score(later, [alarm('a', 1, null)])), [1, 0, 0, 0, [], 2])
    assert.deepEqual(figures(score(later, [alarm('a', 21, null)])), [1, 1, 1, 1, [], 1], 'right for the one it told of')
  })
  it('of what came early and again late counts once: it told of something that was so', () => {
    const [first, again] = [line('a', 0, { until: at(10).toISOString() }), { ...line('a', 25), id: 'a2' }]
    assert.deepEqual(figures(score([first, again], [alarm('a', 15, null)])), [1, 1, 2, 2, [], 0])
  })
  it('counts neither as caught nor as missed what is hardly due or never will be', () => {
    const [one] = score([line('a', 46), line('b', 0, { due: null })], [])
    assert.deepEqual([one?.true, one?.caught], [0, 0])
  })
  it('takes the last line of an id: what went on has ended', () => {
    const [one] = score([line('a', 0), line('a', 0, { until: at(10).toISOString() })], [found('a', 40)])
    assert.deepEqual([one?.found, one?.right, one?.true], [1, 0, 1])
  })
  it('of what has an end: called at the gravest colour before it, how long before, what was gravest for nothing, how much was watched', () => {
    const fails = (id: string, before: number): TruthLine => line(id, 0, { before: at(before).toISOString() })
    const red = (of: string, minute: number): Found => ({ ...found(of, minute), until: null, gravestAt: at(minute) })
    const watch = { pack: 'p', matter: 'm', watched: 6, from: at(0).toISOString() }
    const claims = [red('a', 20), red('b', 45), red('c', 10), { ...found('d', 10), until: null, gravestAt: null }]
    const judged = judgeTruth({ lines: [fails('a', 50), fails('b', 40), fails('d', 59)], watches: [watch] }, claims, {
      ...{ now: at(50), graceMs: 0, earlyMs: 0 },
    })
    assert.deepEqual(scoreTruth(judged)[0]!.leads, {
      // a: half an hour before; b: only after it had failed; d has not failed yet; c was at rest
      ...{ ended: 2, called: 1, hours: [0.5], gravestFound: 3, gravestFalse: 2, watched: 6, watchedHours: 5 },
    })
  })
  it('has no leads where nothing ends and nobody says how much was watched', () =>
    assert.equal(
      scoreTruth(judgeTruth({ lines: [line('a', 0)], watches: [] }, [], { now: at(59), graceMs: 0, earlyMs: 0 }))[0]!.leads,
      null,
    ))
  it('quantiles are values that were measured', () => {
    assert.deepEqual([quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.95), quantile([], 0.5)], [2, 4, null])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chanceFrom } from '../../../city/area/rules/chance.ts'
import { judgeVital, type VitalLimits, type VitalMark } from './vital.ts'

const limits: VitalLimits = { least: null, most: 1, hysteresis: 0.2, hold: 2 }
/** Values of consecutive periods (undefined: nothing was told), each with what was said of it: `!` began, `+` stands, `-` is over, `.` nothing. */
function play(values: readonly (number | null | undefined)[], more: Partial<VitalLimits> = {}): string {
  let mark: VitalMark | null = null
  return values
    .map((value, period) => {
      if (value === undefined) return '_'
      const verdict = judgeVital(mark, { ...limits, ...more, period, value })
      mark = verdict?.mark ?? mark
      if (!verdict) return '?'
      if (verdict.turned) return verdict.outside ? '!' : '-'
      return verdict.outside ? '+' : '.'
    })
    .join('')
}

describe('a vital that is judged', () => {
  it('is outside once its hold is over, and over once it is back by its hysteresis', () => {
    assert.equal(play([1, 1.1, 1.2, 1.3, 0.9, 0.8, 1.1]), '..!++-.')
    assert.equal(play([1.1], { hold: 1 }), '!')
    assert.equal(play([1.1, 1.1, 1.1], { hold: 3 }), '..!')
  })

  it('begins anew when a value between is inside', () => {
    assert.equal(play([1.1, 1, 1.1, 1.1]), '...!')
  })

  it('hears nothing in a silence: it neither begins, carries nor ends', () => {
    assert.equal(play([1.1, undefined, undefined, 1.1, undefined, 0.5]), '.__!_-')
    assert.equal(play([1.1, undefined, undefined], { hold: 2 }), '.__')
  })

  it('is judged by its newest value: a correction by what was known before it, an older one not at all', () => {
    const seen = { ...limits, hold: 1 }
    const wrong = judgeVital(null, { ...seen, period: 5, value: 34 })!
    assert.deepEqual([wrong.outside, wrong.turned], [true, true])
    const corrected = judgeVital(wrong.mark, { ...seen, period: 5, value: 0.34 })!
    assert.deepEqual([corrected.outside, corrected.turned], [false, true])
    const withdrawn = judgeVital(wrong.mark, { ...seen, period: 5, value: null })!
    assert.deepEqual([withdrawn.outside, withdrawn.turned], [false, true])
    assert.equal(judgeVital(wrong.mark, { ...seen, period: 4, value: 0.3 }), null)
    assert.equal(withdrawn.withdrawn, false, 'it turns, which says it')
    // The case was opened by the two before: what is left is one value outside, which turns nothing, and is no more the 0.3 one read.
    const back = judgeVital(wrong.mark, { ...limits, period: 6, value: 0.3 })!
    const next = judgeVital(back.mark, { ...limits, period: 7, value: 0.4 })!
    const taken = judgeVital(next.mark, { ...limits, period: 7, value: null })!
    assert.deepEqual([taken.outside, taken.turned, taken.withdrawn], [false, false, true])
    assert.equal(judgeVital(taken.mark, { ...limits, period: 7, value: null })!.withdrawn, false, 'once')
    assert.equal(judgeVital(next.mark, { ...limits, period: 7, value: null, reckoned: true })!.withdrawn, false)
    // One of the two values of a hold is taken back: the next one is not the second.
    const first = judgeVital(null, { ...limits, period: 1, value: 2 })!
    const gone = judgeVital(first.mark, { ...limits, period: 1, value: null })!
    assert.equal(judgeVital(gone.mark, { ...limits, period: 2, value: 2 })!.outside, false)
  })

  it('is not judged by a period that has no number yet, nor kept by it from judging the one before', () => {
    const seen = { ...limits, hold: 1 }
    assert.equal(judgeVital(null, { ...seen, period: 7, value: null }), null)
    const first = judgeVital(null, { ...seen, period: 5, value: 0.5 })!
    assert.equal(judgeVital(first.mark, { ...seen, period: 7, value: null }), null)
    assert.equal(judgeVital(first.mark, { ...seen, period: 6, value: 2 })!.outside, true)
  })

  it('holds to both ends of its range', () => {
    const both = { least: 95, most: 100, hysteresis: 1, hold: 1 }
    assert.equal(play([96, 94, 95, 96, 101, 99.5, 99], both), '.!+-!+-')
  })

  it('of a formula is unknown without a number: that opens nothing, ends nothing, and counts for no hold', () => {
    const seen = { ...limits, hold: 1, reckoned: true }
    const out = judgeVital(null, { ...seen, period: 5, value: 34 })!
    const unknown = judgeVital(out.mark, { ...seen, period: 5, value: null })!
    assert.deepEqual([unknown.outside, unknown.turned], [true, false])
    const corrected = judgeVital(unknown.mark, { ...seen, period: 5, value: 0.3 })!
    assert.deepEqual([corrected.outside, corrected.turned], [false, true], 'a correction ends it')
    assert.equal(judgeVital(unknown.mark, { ...seen, period: 6, value: 0.3 })!.turned, true, 'and so does the next number')
    const still = judgeVital(unknown.mark, { ...seen, period: 6, value: 34 })!
    assert.deepEqual([still.outside, still.turned], [true, false], 'one state, told once')
    // The first of the two of a hold is unknown again: the next one is the first.
    const first = judgeVital(null, { ...limits, reckoned: true, period: 1, value: 2 })!
    const gone = judgeVital(first.mark, { ...limits, reckoned: true, period: 1, value: null })!
    assert.equal(judgeVital(gone.mark, { ...limits, reckoned: true, period: 2, value: 2 })!.outside, false)
  })

  it('is news once a period, and within it where it turns: another range makes another state of it, another number does not', () => {
    const seen = { ...limits, hold: 1, period: 5 }
    const out = judgeVital(null, { ...seen, value: 34 })!
    assert.equal(out.isNews, true)
    assert.equal(judgeVital(out.mark, { ...seen, value: 34 })!.isNews, false)
    assert.equal(judgeVital(out.mark, { ...seen, value: 33 })!.isNews, false)
    assert.equal(judgeVital(out.mark, { ...seen, most: 40, value: 34 })!.isNews, true, 'another version, another range')
    assert.equal(judgeVital(out.mark, { ...seen, period: 6, value: 34 })!.isNews, true)
  })

  it('is news when it comes into another band, by the hysteresis too', () => {
    const seen = { ...limits, hold: 1, period: 5 }
    const told = [
      ...[
        { least: 1, most: 1 },
        { least: 0, most: 1 },
        { least: 2, most: 2 },
        { least: 1, most: 2 },
      ],
      ...[
        { least: 1, most: 1 },
        { least: 0, most: 0 },
      ],
    ]
    let mark: VitalMark | null = null
    const news = told.map((bands) => {
      const verdict = judgeVital(mark, { ...seen, value: 9, bands })!
      mark = verdict.mark
      return verdict.isNews
    })
    assert.deepEqual(news, [true, false, true, false, true, true])
    // What was remembered before bands were is taken as it is.
    const before = { ...judgeVital(null, { ...seen, value: 9 })!.mark, band: null }
    assert.equal(judgeVital(before, { ...seen, value: 9, bands: told[2]! })!.isNews, false)
  })

  it('however often it changes in a period is news no oftener than it turns, and once', () => {
    const chance = chanceFrom('turns of a vital')
    let most = 0
    for (let round = 0; round < 500; round++) {
      const limit = { ...limits, hold: 1 + Math.floor(chance() * 3), reckoned: chance() < 0.5 }
      const past: VitalMark | null = chance() < 0.5 ? null : judgeVital(null, { ...limit, hold: 1, period: 1, value: 9 })!.mark
      let mark = past
      let stood = past !== null && past.state.level !== null
      let band = past?.band ?? 0
      let turns = 0
      let lines = 0
      for (let n = 0; n < 60; n++) {
        const value = chance() < 0.1 ? null : Math.round(chance() * 24) / 10
        const bands = { least: value !== null && value > 1.8 ? 1 : 0, most: value !== null && value > 1.6 ? 1 : 0 }
        const verdict = judgeVital(mark, { ...limit, period: 2, value, bands })
        if (!verdict) continue
        if (verdict.outside !== stood || (mark?.band != null && verdict.mark.band !== band)) turns++
        if (verdict.isNews && (verdict.outside || verdict.turned)) lines++
        mark = verdict.mark
        stood = verdict.outside
        band = verdict.mark.band ?? band
      }
      assert.ok(lines <= turns + 1, `${lines} lines of ${turns} turns`)
      most = Math.max(most, turns)
    }
    assert.ok(most > 5)
  })
})

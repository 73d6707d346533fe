import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Part } from '../types.ts'
import { isJudged, judgedValue } from './opening-number.ts'

const of = {
  aggregation: 'sum',
  decimals: 1,
  times: 1,
  tier: 'town',
  cadence: 'hour',
  opens: { hold: 1, causeHours: 24 },
} as const
const above = { ...of, opens: { ...of.opens, tier: 'district' } } as const
const part = (n: number, num = 30): Part => ({ num, den: 0, n, newest: 0, oldest: 0 })

describe('whose number opens events', () => {
  it('is that of the tier that tells it, or of the one that is named, never of both', () => {
    assert.deepEqual([isJudged(of, { tier: 'town' }), isJudged(of, { tier: 'district' })], [true, false])
    assert.deepEqual([isJudged(above, { tier: 'town' }), isJudged(above, { tier: 'district' })], [false, true])
    assert.equal(isJudged({ ...of, opens: undefined }, { tier: 'town' }), false)
  })
})

describe('the number that is judged', () => {
  it('is what was told where it is told', () => {
    assert.equal(judgedValue(of, { tier: 'town' }, { part: part(1), due: () => 1 }), 3)
    assert.equal(judgedValue(of, { tier: 'town' }, { part: null, due: () => 1 }), null)
  })

  it('is none above until enough areas told: all, or as many percent as are named', () => {
    const at = { tier: 'district' } as const
    assert.deepEqual(
      [9, 10].map((n) => judgedValue(above, at, { part: part(n), due: () => 10 })),
      [null, 3],
    )
    const some = { ...above, opens: { ...above.opens, covered: 80 } }
    assert.deepEqual(
      [7, 8].map((n) => judgedValue(some, at, { part: part(n), due: () => 10 })),
      [null, 3],
    )
  })

  it('of a mean is the mean of all of them, and of a denominator of zero none', () => {
    const at = { tier: 'district' } as const
    const mean = { ...above, aggregation: 'mean' } as const
    assert.equal(judgedValue(mean, at, { part: { ...part(2), den: 2 }, due: () => 2 }), 1.5)
    const ratio = { ...above, aggregation: 'ratio' } as const
    assert.equal(judgedValue(ratio, at, { part: part(2), due: () => 2 }), null)
  })

  it('of too small a sample is none, however many told', () => {
    const at = { tier: 'town' } as const
    const ratio = { ...of, aggregation: 'ratio', decimals: 0, times: 100, leastSample: 20 } as const
    const told = (num: number, den: number) => judgedValue(ratio, at, { part: { ...part(1, num), den }, due: () => 1 })
    assert.deepEqual([told(1, 3), told(9, 19), told(10, 20)], [null, null, 50])
  })

  it('of a ratio or a mean above stands for all where four fifths of the areas told', () => {
    const at = { tier: 'district' } as const
    const ratio = { ...above, aggregation: 'ratio', decimals: 0 } as const
    const told = (n: number) => judgedValue(ratio, at, { part: { ...part(n, 1), den: 2 }, due: () => 10 })
    assert.deepEqual([7, 8].map(told), [null, 0.5])
  })

  it('of a formula needs enough of each vital it names, whatever its own tier', () => {
    const at = { tier: 'district' } as const
    const formula = { ...of, aggregation: 'formula', tier: 'district', decimals: 1, opens: { hold: 1, causeHours: 24 } } as const
    const reckoned = (town: number, district = 1): Part => ({
      ...{ num: 3, den: 1, n: 1, newest: 0, oldest: 0 },
      covers: [
        { tier: 'town', how: 'added', n: town },
        { tier: 'district', how: 'added', n: district },
      ],
    })
    const due = (tier: string) => (tier === 'town' ? 10 : 1)
    assert.deepEqual(
      [9, 10].map((n) => judgedValue(formula, at, { part: reckoned(n), due })),
      [null, 3],
    )
    assert.equal(judgedValue(formula, at, { part: { ...reckoned(10), den: 0 }, due }), null, 'divided by zero')
  })
})

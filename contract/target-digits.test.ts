import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Expecting, expectedDigits, wayDigits } from './target-digits.ts'

const row = (top: number, bottom: number, more: Partial<Expecting> = {}): Expecting => ({
  ...{ expected: bottom, decimals: 0, direction: 'up' },
  attainment: { formula: 'target', top, bottom, ratio: top / bottom },
  ...more,
})

describe('the digits of what should be there', () => {
  it('are so many that the numbers shown give the percentage beside them', () => {
    const one = row(118, 138.125)
    assert.equal((118 / 138.125).toFixed(3), '0.854')
    assert.equal(expectedDigits(one), 1)
    assert.equal(((100 * 118) / Number((138.125).toFixed(1))).toFixed(1), '85.4')
  })

  it('are those it is told with where these are enough, or where there is nothing to divide', () => {
    assert.equal(expectedDigits(row(118, 138)), 0)
    assert.equal(expectedDigits(row(1, 1000.25)), 0)
    assert.equal(expectedDigits(row(118, 138.125, { attainment: null })), 0)
    assert.equal(expectedDigits(row(118, 138.125, { expected: null })), 0)
  })

  it('hold for a way gone from a baseline, and where less is better', () => {
    const way = { formula: 'way' as const, top: 8, bottom: 3.125, ratio: 8 / 3.125 }
    assert.equal(expectedDigits(row(0, 0, { expected: 113.125, attainment: way })), 3)
    const less = { formula: 'target' as const, top: 12.4, bottom: 13, ratio: 12.4 / 13 }
    assert.equal(expectedDigits(row(0, 0, { expected: 12.4, direction: 'down', attainment: less })), 1)
    const never = { formula: 'target' as const, top: 1 / 3, bottom: 1e-7, ratio: 1 / 3 / 1e-7 }
    assert.equal(expectedDigits(row(0, 0, { expected: 1 / 3, direction: 'down', attainment: never })), 6, 'an end')
  })

  it('of a way gone, both numbers: 1.35 of 1.455 is 92.8 %, of 1.46 it would be 92.5 %', () => {
    assert.deepEqual(
      [wayDigits({ top: 1.35, bottom: 1.455, ratio: 1.35 / 1.455 }), wayDigits({ top: 1, bottom: 2, ratio: 0.5 })],
      [3, 2],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { growthOf, slopeOf } from './slope.ts'

const samples = (values: number[]) => values.map((value, n) => ({ at: n * 10, value }))

describe('the trend of samples', () => {
  it('is that of the line they lie on', () => {
    assert.equal(slopeOf(samples([200, 201, 202, 203])), 0.1)
    assert.equal(growthOf(samples([200, 201, 202, 203])), 3)
  })
  it('is not moved by single peaks', () => {
    assert.equal(slopeOf(samples([200, 200, 290, 200, 200, 260, 200])), 0)
  })
  it('counts a fall as no growth', () => {
    assert.equal(growthOf(samples([250, 240, 230])), 0)
  })
  it('is nothing of one sample or none', () => {
    assert.equal(growthOf(samples([250])), 0)
    assert.equal(slopeOf([]), 0)
  })
})

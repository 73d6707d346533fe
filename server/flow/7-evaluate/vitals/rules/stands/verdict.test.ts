import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standings } from '../standing.ts'
import { verdict, verdictOf } from './verdict.ts'

const part = (num: number, den = 0) => ({ num, den, n: 1, newest: 0, oldest: 0 })
const definition = { aggregation: 'sum' as const, decimals: 0, times: 1 as const, normal: { least: 10, most: 20 }, hysteresis: 2 }

test('a value says by itself how it stands, except where what was before decides', () => {
  for (let value = 5; value <= 25; value++) {
    const after = (before: number) => standings([before, value], definition).at(-1)
    const [fromInside, fromOutside] = [after(15), after(50)]
    const found = verdictOf(definition, part(value), definition)
    if (found === verdict.swings) assert.notEqual(fromInside, fromOutside, `${value} swings`)
    else {
      assert.equal(fromInside, fromOutside, `${value} stands alone`)
      assert.equal(found, fromInside === 'normal' ? verdict.normal : verdict.outside)
    }
  }
})

test('without a value, or without a range, nothing is normal', () => {
  assert.equal(verdictOf({ ...definition, aggregation: 'ratio' }, part(3, 0), definition), verdict.nothing)
  assert.equal(verdictOf(definition, part(3), { hysteresis: 2 }), verdict.noRange)
})

test('of too small a sample it is neither normal nor outside, nor does it swing; without a range it is not judged anyway', () => {
  const ratio = { ...definition, aggregation: 'ratio' as const, times: 100 as const, leastSample: 20 }
  for (const num of [1, 2, 3, 4]) assert.equal(verdictOf(ratio, part(num, 19), ratio), verdict.small, `${num}/19`)
  assert.equal(verdictOf(ratio, part(5, 20), ratio), verdict.outside)
  assert.equal(verdictOf(ratio, part(1, 3), { hysteresis: 2 }), verdict.noRange)
  assert.equal(verdictOf(ratio, part(3, 0), ratio), verdict.nothing)
})

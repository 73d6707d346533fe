import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAllowance } from './allowance.ts'

const day = 86_400_000

describe('an allowance', () => {
  it('ends by count, by bytes, and for all keys together; the next window begins anew', () => {
    const one = createAllowance({ windowMs: day, each: { count: 2, bytes: 100 }, all: { count: 3 }, keys: 10 })
    assert.deepEqual(
      [one.take('a', 40, 1), one.take('a', 61, 2), one.take('a', 60, 3), one.take('a', 0, 4)],
      [true, false, true, false],
    )
    assert.deepEqual([one.take('b', 1, 5), one.take('c', 1, 6)], [true, false], 'three in all')
    assert.ok(one.take('a', 100, day + 1))
  })

  it('gives nothing to more keys than it remembers: somebody with a thousand addresses gains nothing', () => {
    const one = createAllowance({ windowMs: day, each: { count: 9 }, keys: 2 })
    assert.deepEqual(
      [one.take('a', 1, 1), one.take('b', 1, 1), one.take('c', 1, 1), one.take('a', 1, 1)],
      [true, true, false, true],
    )
  })

  it('is spent when its count is', () => {
    const one = createAllowance({ windowMs: 1000, each: { count: 1 }, keys: 2 })
    assert.equal(one.spent('a', 1), false)
    one.take('a', 0, 1)
    assert.deepEqual([one.spent('a', 2), one.spent('b', 2), one.spent('a', 1001)], [true, false, false])
  })
})

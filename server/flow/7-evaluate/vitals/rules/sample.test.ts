import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSmall, judgedWorth } from './sample.ts'

const ratio = { aggregation: 'ratio', decimals: 0, times: 100, leastSample: 20 } as const

test('a ratio is judged from its least sample on, and of any without one', () => {
  const judged = (num: number, den: number, definition: Parameters<typeof judgedWorth>[0] = ratio) =>
    judgedWorth(definition, { num, den })
  assert.deepEqual([judged(1, 3), judged(1, 19), judged(5, 20)], [null, null, 25])
  const { leastSample: _, ...any } = ratio
  assert.equal(judged(1, 4, any), 25)
})

test('the denominator is held against it in its own unit, kept in whatever digits', () => {
  assert.equal(isSmall({ ...ratio, decimals: 2 }, { den: 1_999 }), true, '19.99')
  assert.equal(isSmall({ ...ratio, decimals: 2 }, { den: 2_000 }), false)
  assert.equal(isSmall({ ...ratio, aggregation: 'formula', decimals: 2 }, { den: 20 }), false)
})

test('divided by zero, or told by nobody, has no sample that could be small', () => {
  assert.deepEqual([isSmall(ratio, { den: 0 }), isSmall(ratio, null)], [false, false])
})

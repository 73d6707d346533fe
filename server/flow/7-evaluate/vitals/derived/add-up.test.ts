import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalAggregation } from '../../../../../contract/vital-kinds.ts'
import { addUp, type Heap, type Kept } from './add-up.ts'

const heap: Heap = { n: 4, sum: 100, low: 7, high: 40, part: 3, newest: 2_000 }
const before: Kept = { num: 30, den: 2, observedAt: 1_000 }
const added = (aggregation: VitalAggregation, kept: Kept | null = before) => addUp({ aggregation }, kept, heap)

describe('what an area had and what came since', () => {
  it('is a mean by its two numbers, whichever came first', () => {
    assert.deepEqual(added('mean'), { num: 130, den: 6, observedAt: 2_000 })
    assert.deepEqual(added('ratio'), { num: 33, den: 6, observedAt: 2_000 })
  })

  it('keeps the lower and the higher end', () => {
    assert.deepEqual(added('min'), { num: 7, den: 0, observedAt: 2_000 })
    assert.deepEqual(added('min', { ...before, num: 5 }), { num: 5, den: 0, observedAt: 2_000 })
    assert.deepEqual(added('max'), { num: 40, den: 0, observedAt: 2_000 })
  })

  it('begins with what came: nothing before is not zero', () => {
    assert.deepEqual(added('min', null), { num: 7, den: 0, observedAt: 2_000 })
    assert.deepEqual(added('mean', null), { num: 100, den: 4, observedAt: 2_000 })
  })

  it('is as old as its newest reading, though what came last is older', () => {
    assert.equal(added('mean', { ...before, observedAt: 9_000 }).observedAt, 9_000)
  })
})

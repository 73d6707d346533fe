import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byLight, firstPlan } from './target-order.ts'

describe('the order of target boards', () => {
  it('has what is behind first and what waits for its data last, and keeps the order of the plan within each', () => {
    const rows = (['unknown', 'on-track', 'unknown', 'behind', 'unjudged', 'slow', 'behind'] as const).map((light, at) => ({
      light,
      at,
    }))
    assert.deepEqual(
      byLight(rows).map(({ light, at }) => `${light} ${at}`),
      ['behind 3', 'behind 6', 'slow 5', 'on-track 1', 'unjudged 4', 'unknown 0', 'unknown 2'],
    )
  })

  it('opens the first board of which something can be said, and the first where there is none', () => {
    const unjudged = { id: 'signs', items: {}, indicators: { unjudged: 5, unknown: 1 } }
    const judged = { id: 'finance', items: { unknown: 79 }, indicators: { slow: 1 } }
    assert.equal(firstPlan([unjudged, judged])?.id, 'finance')
    assert.equal(firstPlan([unjudged])?.id, 'signs')
    assert.equal(firstPlan([]), undefined)
  })
})

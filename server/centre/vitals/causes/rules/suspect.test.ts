import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Happening, Upstream } from '../types.ts'
import { suspect } from './suspect.ts'

const hour = 3_600_000
const openedAt = 100 * hour
const upstream: Upstream[] = [
  { object: 'outfall', name: '排口', kind: 'outfall', hops: 1, minutes: 60 },
  { object: 'firm', name: '企业', kind: 'discharger', hops: 2, minutes: 180 },
  { object: 'gauge', name: '雨量站', kind: 'environment-site', hops: 1, minutes: null },
]
const at = (object: string, began: number, more: Partial<Happening> = {}): Happening => ({
  ...{ object, why: 'alarm', words: { zh: '', en: '' }, at: openedAt - began * hour, until: null, event: null },
  ...more,
})
const found = (...happenings: Happening[]) =>
  suspect(upstream, happenings, { openedAt, hours: 24 }).map(({ object, hops }) => [object, hops])

describe('suspected causes', () => {
  it('are what had time to come down by then', () => {
    assert.deepEqual(found(at('outfall', 0.5)), [], 'it takes an hour from there')
    assert.deepEqual(found(at('outfall', 1)), [['outfall', 1]])
    assert.deepEqual(found(at('firm', 2)), [])
    assert.deepEqual(found(at('gauge', 0)), [['gauge', 1]], 'what nobody knows rules nothing out')
  })

  it('are not what was over long before, counted from when it came down', () => {
    const over = (hours: number) => at('outfall', 40, { until: openedAt - hours * hour })
    assert.deepEqual(found(over(26)), [])
    assert.deepEqual(found(over(25)), [['outfall', 1]])
    assert.deepEqual(found(at('elsewhere', 2)), [])
  })

  it('stand with the latest arrival first, silence last', () => {
    assert.deepEqual(found(at('gauge', 1, { why: 'silent' }), at('firm', 10), at('outfall', 4)), [
      ['outfall', 1],
      ['firm', 2],
      ['gauge', 1],
    ])
  })
})

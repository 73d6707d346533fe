import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalCount } from '../../../../../contract/vital-count.ts'
import { checkCount } from './check-count.ts'

const count: VitalCount = { of: 'events', when: 'closed', where: [{ is: 'closed' }], part: [{ is: 'reopened' }] }
const whole: VitalDefinition = {
  ...{ code: 'a.b', name: { zh: '甲', en: 'A' }, board: 'society', track: 'food', unit: { zh: '%', en: '%' }, decimals: 0 },
  ...{ aggregation: 'ratio', times: 100, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, count },
  source: { zh: '事件', en: 'events' },
}
const why = (more: Partial<VitalDefinition>, other: Partial<VitalCount> = {}) => {
  const result = checkCount({ ...whole, count: { ...count, ...other }, ...more })
  return result.ok ? 'ok' : result.refusal.details?.what
}

describe('a count', () => {
  it('asks only what its source knows', () => {
    assert.equal(why({}), 'ok')
    assert.equal(why({}, { when: 'asked' }), 'when asked')
    assert.equal(why({}, { where: [{ is: 'overdue' }] }), 'overdue')
    assert.equal(why({}, { part: [{ field: 'closed_by', in: ['x'] }] }), 'closed_by')
    assert.equal(why({}, { where: [{ field: "type'; drop table events; --", in: ['x'] }] }), "type'; drop table events; --")
    assert.equal(why({}, { of: 'objects', when: 'now', where: [{ field: 'risk', in: ['red'] }], part: [{ is: 'coded' }] }), 'ok')
    assert.equal(why({}, { different: 'object' }), 'ok')
    const orders: VitalCount = { of: 'orders', when: 'done', where: [], different: 'object' }
    assert.equal(why({ aggregation: 'sum', count: orders }), 'different object')
  })

  it('is a ratio of its two counts, or a sum; whole numbers by an area a path names', () => {
    assert.equal(why({ aggregation: 'sum' }), 'aggregation sum')
    assert.equal(why({ tier: 'district' }), 'tier district')
    assert.equal(why({ decimals: 1 }), 'decimals 1')
    assert.equal(why({ count: { of: 'events', when: 'now', where: [] }, aggregation: 'sum', cadence: 'hour' }), 'cadence hour')
    assert.equal(why({ count: { of: 'events', when: 'now', where: [] }, aggregation: 'sum' }), 'ok')
  })
})

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

  it('of readings says which value of which kind of device, and what becomes of it', () => {
    const dust = { field: 'device-kind', in: ['dust'] }
    const pm10: VitalCount = { of: 'readings', when: 'measured', where: [dust], reading: 'pm10' }
    const mean = { aggregation: 'mean' as const, decimals: 1, cadence: 'hour' as const, count: pm10 }
    const of = (more: Partial<VitalCount>, other: Partial<VitalDefinition> = {}) =>
      why({ ...mean, count: { ...pm10, ...more }, ...other })
    assert.equal(of({}), 'ok')
    assert.equal(of({}, { aggregation: 'sum' }), 'aggregation sum')
    assert.equal(of({ when: 'now' }), 'when now')
    assert.equal(of({ where: [] }), 'device-kind')
    assert.equal(of({ where: [{ ...dust, not: true }] }), 'device-kind')
    assert.equal(of({ where: [dust, { within: { most: 1 } }] }), 'within')
    assert.equal(of({}, { cadence: 'month' }), 'ok', 'of every period the registry has')
    const share = { part: [{ within: { most: 150 } }] }
    assert.equal(of(share), 'aggregation mean')
    assert.equal(of(share, { aggregation: 'ratio' }), 'decimals 1')
    assert.equal(of(share, { aggregation: 'ratio', decimals: 0 }), 'ok')
    const { reading: _, ...unread } = pm10
    assert.equal(why({ ...mean, count: unread }), 'reading —')
    assert.equal(why({}, { reading: 'pm10' }), 'reading pm10', 'events have none')
    assert.equal(why({}, { part: [{ within: { most: 1 } }] }), 'within')
  })

  it('of devices is the share that was heard', () => {
    const heard: VitalCount = { of: 'devices', when: 'measured', where: [], part: [{ is: 'heard' }] }
    assert.equal(why({ count: heard, cadence: 'hour' }), 'ok')
    const { part: _, ...all } = heard
    assert.equal(why({ count: all, aggregation: 'sum' }), 'part')
    assert.equal(why({ count: { ...heard, part: [{ is: 'heard', not: true }] } }), 'part')
    assert.equal(why({ count: { ...heard, where: [{ is: 'heard' }] } }), 'heard')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalState } from '../../../../../contract/vital-kinds.ts'
import type { Grounds } from './life.ts'
import { readState, stepsTo } from './steps.ts'

const grounds: Grounds = { owned: true, fed: true, placed: true, reason: null }
const lead = (from: VitalState, to: VitalState, change: Partial<Grounds> = {}) => {
  const steps = stepsTo(from, to, { ...grounds, ...change })
  return steps.ok ? steps.value : steps.refusal.code
}

describe('the steps a sheet leads a vital', () => {
  it('are all of those between, none where it stands already', () => {
    assert.deepEqual(lead('sorted', 'connected'), ['catalogued', 'connected'])
    assert.deepEqual(lead('stopped', 'trusted'), ['catalogued', 'connected', 'trusted'])
    assert.deepEqual(lead('connected', 'connected'), [])
  })
  it('keep to the law of each step', () => {
    assert.equal(lead('sorted', 'connected', { owned: false }), 'vital.no-owner')
    assert.equal(lead('sorted', 'trusted', { fed: false }), 'vital.not-fed')
    assert.equal(lead('trusted', 'catalogued'), 'vital.no-reason')
    assert.deepEqual(lead('trusted', 'catalogued', { reason: '停报' }), ['connected', 'catalogued'])
    assert.deepEqual(lead('connected', 'stopped', { reason: '撤并' }), ['stopped'])
  })
  it('are read as the staff writes them', () =>
    assert.deepEqual(['接入', 'Trusted', '可信', '在用'].map(readState), ['connected', 'trusted', 'trusted', undefined]))
})

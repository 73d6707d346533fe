import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type VitalState, vitalStates } from '../../../../../contract/vital-kinds.ts'
import { stepTo } from './life.ts'

const full = { owned: true, fed: true, placed: true, reason: '系统改造' }
const asked = (from: VitalState, to: VitalState, grounds: Partial<typeof full> | { reason: null } = {}) => {
  const step = stepTo(from, to, { ...full, ...grounds })
  return step.ok ? 'ok' : step.refusal.code
}

describe('the life of a vital', () => {
  it('goes these ways and no other, over all pairs', () => {
    const ways = vitalStates.flatMap((from) => vitalStates.map((to) => (asked(from, to) === 'ok' ? `${from} ${to}` : '')))
    assert.deepEqual(ways.filter(Boolean), [
      ...['sorted catalogued', 'sorted stopped', 'catalogued sorted', 'catalogued connected', 'catalogued stopped'],
      ...['connected catalogued', 'connected trusted', 'connected stopped', 'trusted connected', 'trusted stopped'],
      'stopped catalogued',
    ])
  })

  it('is connected only where a unit answers for it, and trusted only while it is told', () => {
    assert.equal(asked('catalogued', 'connected', { owned: false }), 'vital.no-owner')
    assert.equal(asked('connected', 'trusted', { fed: false }), 'vital.not-fed')
    assert.equal(asked('trusted', 'connected', { owned: true, fed: false }), 'ok')
  })

  it('goes back or stops with a reason, and on without one', () => {
    const silent = vitalStates.flatMap((from) =>
      vitalStates.flatMap((to) => (asked(from, to, { reason: null }) === 'vital.no-reason' ? [`${from} ${to}`] : [])),
    )
    assert.deepEqual(silent, [
      ...['sorted stopped', 'catalogued sorted', 'catalogued stopped', 'connected catalogued', 'connected stopped'],
      ...['trusted connected', 'trusted stopped'],
    ])
    assert.ok(
      stepTo('trusted', 'stopped', { ...full, reason: null }, false).ok,
      'a page may offer it before the reason is written',
    )
  })
})

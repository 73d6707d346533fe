import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ClosedCase, reasonsOf } from './reasons.ts'

const plain: ClosedCase = {
  ...{ grade: 'ordinary', severity: 'yellow', rungs: 4, atObject: 1, overruled: false },
  lead: { asked: 0, acceptBy: 100, accepted: 95, climbed: 0 },
}
const lead = plain.lead!
const reasons = (change: Partial<ClosedCase>) => reasonsOf({ ...plain, ...change }, 0.1)

describe('why a case is reviewed', () => {
  it('is its grade from serious on, a repeat point from the third event, a return that was overruled', () => {
    assert.deepEqual(reasons({}), [])
    for (const grade of ['serious', 'major', 'extraordinary'] as const) assert.deepEqual(reasons({ grade }), ['grave'])
    assert.deepEqual([reasons({ atObject: 2 }), reasons({ atObject: 3 })], [[], ['repeat-point']])
    assert.deepEqual(reasons({ overruled: true }), ['return-overruled'])
  })

  it('is a near miss once the ladder stood on its last rung but one', () => {
    const climbed = (to: number, rungs = 4) => reasons({ rungs, lead: { ...lead, climbed: to } })
    assert.deepEqual([climbed(1), climbed(2), climbed(3)], [[], ['near-miss-climbed'], ['near-miss-climbed']])
    assert.deepEqual([climbed(0, 1), climbed(0, 2), climbed(1, 2)], [[], [], ['near-miss-climbed']], 'a first rung is no climb')
  })

  it('is a near miss when a red one was accepted in the last tenth of its limit, in time', () => {
    const accepted = (at: number) => reasons({ severity: 'red', lead: { ...lead, accepted: at } })
    assert.deepEqual([accepted(89), accepted(90), accepted(100), accepted(101)], [[], ['near-miss-late'], ['near-miss-late'], []])
    assert.deepEqual(reasons({ severity: 'red', lead: null }), [])
  })
})

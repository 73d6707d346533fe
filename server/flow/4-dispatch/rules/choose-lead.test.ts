import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Holder } from '../types.ts'
import { chooseLead, type LeadCandidates } from './choose-lead.ts'

const holder = (post: string, person: string | null): Holder => ({
  post,
  post_name: post,
  post_kind: 'town-post',
  side: 'A',
  unit: `unit-${post}`,
  unit_name: post,
  tier: 'town',
  person,
  person_name: person,
})
const none: LeadCandidates = {
  chosen: null,
  byRule: null,
  byDuty: null,
  bySteps: [[holder('a', '周敏')], [holder('b', '吴桐')]],
  backstop: [holder('hub', '罗一帆')],
}

describe('the lead', () => {
  it('is the plan’s first rung when nothing more special speaks', () =>
    assert.deepEqual(chooseLead(none), { holders: none.bySteps[0], reason: 'plan', step: 0 }))
  it('follows the duty of the object before the plan', () =>
    assert.equal(chooseLead({ ...none, byDuty: [holder('owner', '韩青')] }).reason, 'duty-of-object'))
  it('follows a rule before the duty', () =>
    assert.equal(chooseLead({ ...none, byDuty: [holder('owner', '韩青')], byRule: [holder('rule', '何川')] }).reason, 'rule'))
  it('follows a person before everything', () =>
    assert.equal(chooseLead({ ...none, byRule: [holder('rule', '何川')], chosen: [holder('x', '陈立')] }).reason, 'person'))
  it('passes over a rung without anybody on it', () =>
    assert.deepEqual(chooseLead({ ...none, bySteps: [[holder('a', null)], [holder('b', '吴桐')]] }), {
      holders: [holder('b', '吴桐')],
      reason: 'next-step',
      step: 1,
    }))
  it('ends at the backstop', () =>
    assert.deepEqual(chooseLead({ ...none, bySteps: [[holder('a', null)]] }), {
      holders: none.backstop,
      reason: 'backstop',
      step: 0,
    }))
})

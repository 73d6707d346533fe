import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { delegationNeedsSecond, mayConfirm } from './second.ts'

describe('a second administrator', () => {
  it('is not needed when the holder lends the post, but for an administrator’s', () => {
    assert.equal(delegationNeedsSecond('district-duty', true), false)
    assert.equal(delegationNeedsSecond('district-duty', false), true)
    assert.equal(delegationNeedsSecond('system-admin', true), true)
  })
  it('is somebody else than who asked, who is appointed, and who lends', () => {
    const waiting = { askedBy: 'a', person: 'b', delegatedBy: 'c' }
    for (const by of ['a', 'b', 'c']) assert.deepEqual(mayConfirm(waiting, by), { ok: false, refusal: { code: 'admin.second' } })
    assert.equal(mayConfirm(waiting, 'd').ok, true)
    assert.equal(mayConfirm({ ...waiting, delegatedBy: null }, 'd').ok, true)
  })
})

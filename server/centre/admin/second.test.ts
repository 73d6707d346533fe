import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { postKinds } from '../../city/permit/permits.ts'
import { delegationNeedsSecond, mayConfirm, needsSecond } from './second.ts'

describe('a second administrator', () => {
  it('is needed for every kind of post that may do or see anything', () => {
    assert.deepEqual(
      Object.keys(postKinds).filter((kind) => !needsSecond(kind)),
      [],
    )
    assert.equal(needsSecond('unheard-of'), true)
  })
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

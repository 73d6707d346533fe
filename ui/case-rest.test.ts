import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CasePause } from '../contract/event.ts'
import { restOf } from './case-rest.ts'

const now = Date.parse('2026-03-02T01:00:00Z')
const park: CasePause = {
  ...{ verb: 'park', reason: '等汛期过', until: '2026-05-30T02:00:00Z', askedBy: '陈立', granted: true },
}

describe('a case that rests', () => {
  it('says that it is parked, until when, and why', () => {
    const rest = { word: '挂账', until: '计划 5月30日 10:00 前完成', reason: '等汛期过' }
    assert.deepEqual(restOf({ state: 'parked', pause: park }, now), rest)
  })

  it('says when it goes on, if anybody has said', () => {
    const pause: CasePause = { ...park, verb: 'suspend', until: '2026-03-02T03:30:00Z' }
    assert.deepEqual(restOf({ state: 'suspended', pause }, now), { word: '挂起', until: '11:30 恢复', reason: '等汛期过' })
    assert.equal(restOf({ state: 'suspended', pause: { ...pause, until: null } }, now)?.until, null)
  })

  it('says the word alone where its reason was not kept', () => {
    assert.deepEqual(restOf({ state: 'parked', pause: null }, now), { word: '挂账', until: null, reason: null })
    const asked: CasePause = { ...park, verb: 'false-alarm', granted: false }
    assert.equal(
      restOf({ state: 'parked', pause: asked }, now)?.reason,
      null,
      'a doubt somebody raises of it is no reason to rest',
    )
  })

  it('is none while it is only asked for, or is over', () => {
    assert.equal(restOf({ state: 'handling', pause: { ...park, granted: false } }, now), null)
    assert.equal(restOf({ state: 'closed', pause: park }, now), null)
  })
})

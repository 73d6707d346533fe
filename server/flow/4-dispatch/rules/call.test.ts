import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { callSteps, nextCall } from './call-steps.ts'
import { callText } from './call-text.ts'
import { nextDeputy, stopsLadder } from './stops-ladder.ts'

const since = new Date('2026-03-02T09:00:00Z')
const red = callSteps({}, 'extraordinary')

describe('a red call', () => {
  it('rings on the app at once, by SMS after one minute, by phone after two, and then at whoever stands in', () => {
    assert.deepEqual(
      red.map((step) => step.channel),
      ['app', 'sms', 'voice'],
    )
    assert.deepEqual(nextCall(red, 0, since), { at: 1, due: new Date('2026-03-02T09:01:00Z') })
    assert.deepEqual(nextCall(red, 1, since), { at: 2, due: new Date('2026-03-02T09:02:00Z') })
    assert.deepEqual(nextCall(red, 2, since), { handOn: true, due: new Date('2026-03-02T09:02:30Z') })
  })
  it('is nothing where a notice is enough, unless the plan says so', () => {
    assert.deepEqual(callSteps({}, 'major'), [])
    assert.equal(nextCall([], 0, since), null)
    assert.equal(callSteps({ callConfirm: { major: [{ channel: 'voice', after: '5m' }] } }, 'major').length, 1)
  })
  it('stops at anybody who knows or accepts, and at one’s own refusal', () => {
    const said = (answer: 'known' | 'accepted' | 'refused' | null) => [{ person: 'a', answer }]
    assert.equal(stopsLadder(said(null), 'a'), false)
    for (const answer of ['known', 'accepted'] as const) assert.equal(stopsLadder(said(answer), 'b'), true)
    assert.equal(stopsLadder(said('refused'), 'a'), true)
    assert.equal(stopsLadder(said('refused'), 'b'), false)
  })
  it('goes to the first stand-in nobody has tried', () => {
    assert.deepEqual(nextDeputy([{ person: 'a' }, { person: 'b' }], [{ person: 'a' }]), { person: 'b' })
    assert.equal(nextDeputy([{ person: 'a' }], [{ person: 'a' }]), null)
  })
})

describe('what a call says', () => {
  const given = {
    no: 'N1',
    title: '3 号池 沼气超标',
    grade: 'extraordinary',
    acceptMin: 3,
    first: '先通风',
    code: '482100',
  } as const
  it('is how bad, what, where, by when, what first, and how to answer', () =>
    assert.equal(
      callText(given),
      '【智理】Ⅰ 特别重大：3 号池 沼气超标（N1）。请在 3 分钟内签收。先做：先通风。知道了请回复 482100。',
    ))
  it('leaves out what is not known', () => assert.equal(callText({ ...given, first: null }).includes('先做'), false))
})

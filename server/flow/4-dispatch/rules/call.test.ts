import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { begunAt, nextRound, triedInRound } from './call-round.ts'
import { callSteps, nextCall } from './call-steps.ts'
import { callText, leaderText } from './call-text.ts'
import { nextDeputy, stopsLadder } from './stops-ladder.ts'

const since = new Date('2026-03-02T09:00:00Z')
const red = callSteps({}, 'extraordinary')

describe('what a call says', () => {
  it('asks for a confirmation, not for acceptance, of whoever accepted when the case was less grave', () => {
    const call = {
      no: 'G-1',
      title: '危岩',
      grade: 'extraordinary',
      code: '123456',
      due: new Date('2026-03-02T09:05:00Z'),
      first: null,
    } as const
    const said = (anew: boolean, now: string) => callText({ ...call, anew }, new Date(now), 'Asia/Shanghai')
    assert.match(said(true, '2026-03-02T09:00:00Z'), /级别已升高，请在 17:05 前重新确认。/)
    assert.match(said(true, '2026-03-02T09:06:00Z'), /级别已升高，请立即重新确认。/)
    assert.match(said(false, '2026-03-02T09:00:00Z'), /请在 17:05 前签收。/)
  })
})

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
  type Said = Parameters<typeof stopsLadder>[0][number]
  const said = (answer: Said['answer'], more: Partial<Said> = {}): Said[] => [
    { person: 'a', answer, step: 0, why: 'plan', asked_at: since, settled_at: since, ...more },
  ]
  const at = (person: string, step = 0, from: Date | null = null) => ({ person, step, from })
  it('stops at anybody who knows or accepts, and at one’s own refusal', () => {
    assert.equal(stopsLadder(said(null), at('a')), false)
    for (const answer of ['known', 'accepted'] as const) assert.equal(stopsLadder(said(answer), at('b')), true)
    assert.equal(stopsLadder(said('refused'), at('a')), true)
    assert.equal(stopsLadder(said('refused'), at('b')), false)
  })
  it('goes on above whoever only knows, stops below', () => {
    assert.equal(stopsLadder(said('known'), at('b', 1)), false)
    assert.equal(stopsLadder(said('known', { step: 1 }), at('b', 0)), true)
    assert.equal(stopsLadder(said('accepted'), at('b', 1)), true)
  })
  it('goes on whatever a leader says who was rung up because nobody answered', () => {
    for (const answer of ['known', 'refused', 'accepted'] as const)
      assert.equal(stopsLadder(said(answer, { why: 'unanswered' }), at('a')), false)
  })
  it('forgets what was answered before the case went on', () => {
    const later = new Date(since.getTime() + 1)
    for (const from of [since, later]) assert.equal(stopsLadder(said('known'), at('b', 0, from)), false)
    assert.equal(stopsLadder(said('known', { settled_at: later }), at('b', 0, since)), true)
    // asked before, answered after
    assert.equal(stopsLadder(said('known', { settled_at: new Date(later.getTime() + 1) }), at('b', 0, later)), false)
  })
  it('is not stopped by who knew and cannot come after all', () => {
    const both = [...said('known'), ...said('refused')]
    assert.deepEqual([stopsLadder(both, at('a')), stopsLadder(both, at('b'))], [true, false])
  })
  it('is followed by a round when its last rung’s limit is over, never sooner than three minutes after another', () => {
    const now = new Date('2026-03-02T09:10:00Z')
    const later = (ms: number) => new Date(now.getTime() + ms)
    assert.deepEqual(nextRound(red, later(60_000), now), later(90_000))
    assert.deepEqual(nextRound(red, now, now), later(180_000))
    assert.deepEqual(nextRound([{ channel: 'voice', after: '5m' }], now, now), later(330_000))
  })
  it('goes on from the newest attempt of its own round only', () => {
    const made = (key: string, at_step: number, s: number) => ({
      ...said(null)[0]!,
      ...{ key, at_step, asked_at: new Date(since.getTime() + s * 1000) },
    })
    const [old, sms, app] = [made('old', 0, 0), made('sms', 1, 60), made('app', 0, 180)]
    assert.deepEqual(begunAt([old, sms], sms, null), since)
    assert.equal(begunAt([old, sms], old, null), null)
    assert.equal(begunAt([old, sms, app], sms, null), null)
    assert.deepEqual(begunAt([old, sms, app], app, null), app.asked_at)
    assert.equal(begunAt([old, sms], sms, app.asked_at), null)
  })
  it('tries a stand-in anew in each round, but not who cannot come', () => {
    const made = (person: string, why: string, s: number, answer: Said['answer'] = null) => ({
      ...{ key: `${person}${s}`, person, why, answer, step: 0, at_step: 0, asked_at: new Date(since.getTime() + s * 1000) },
    })
    const names = (all: ReturnType<typeof made>[]) => triedInRound(all, { step: 0, from: null }).map(({ person }) => person)
    const first = [made('a', 'plan', 0), made('b', 'deputy', 150), made('c', 'deputy', 300, 'refused')]
    assert.deepEqual(names(first), ['a', 'b', 'c'])
    assert.deepEqual(names([...first, made('a', 'no-answer', 720)]), ['c', 'a'])
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
    due: new Date('2026-03-02T09:03:00Z'),
    first: '先通风',
    code: '482100',
  } as const
  it('is how bad, what, where, by when, what first, and how to answer', () =>
    assert.equal(
      callText(given, since, 'Asia/Shanghai'),
      '【智理】Ⅰ 特别重大：3 号池 沼气超标（N1）。请在 17:03 前签收。先做：先通风。知道了请回复 482100。',
    ))
  it('leaves out what is not known', () =>
    assert.equal(callText({ ...given, first: null }, since, 'Asia/Shanghai').includes('先做'), false))
  it('says the day when that is another one, and that it is over when it is', () => {
    const other = { ...given, due: new Date('2026-03-02T16:03:00Z') }
    assert.match(callText(other, since, 'Asia/Shanghai'), /。请在 3月3日 00:03 前签收。/)
    assert.match(callText(given, given.due, 'Asia/Shanghai'), /。签收时限已过，请立即签收。/)
  })
  it('asks nothing of a leader but to look into it', () =>
    assert.equal(leaderText(given), '【智理】Ⅰ 特别重大：3 号池 沼气超标（N1）。至今无人签收，请过问。知道了请回复 482100。'))
})

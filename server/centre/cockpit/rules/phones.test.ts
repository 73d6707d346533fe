import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { phonesOf, stateOf, triedOf } from './phones.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minute))
const called = { inform: false, answered_at: null, accepted: false }
type Tried = Parameters<typeof stateOf>[1][number]
const way = (channel: 'app' | 'sms' | 'voice', state: Tried['state'], more: Partial<Tried> = {}): Tried => ({
  person: 'p',
  channel,
  state,
  answer: null,
  asked_at: at(0),
  settled_at: null,
  ...more,
})

describe('whom to ring', () => {
  it('says of each what came of calling them, not of the order', () => {
    const answered = { ...called, answered_at: at(3).toISOString() }
    assert.equal(stateOf([{ ...answered, accepted: true }], []), 'accepted')
    assert.equal(stateOf([answered], [way('app', 'stopped')]), 'spared', 'another accepted')
    assert.equal(stateOf([answered], []), 'spared')
    assert.equal(stateOf([called], []), 'called')
    assert.equal(stateOf([{ ...called, inform: true }], []), 'informed')
  })
  it('rings while a way is open, and is not reached when all have failed', () => {
    assert.equal(stateOf([called], [way('app', 'failed'), way('sms', 'sent')]), 'ringing')
    assert.equal(stateOf([called], [way('sms', 'failed'), way('voice', 'failed')]), 'not-reached')
  })
  it('keeps what a person said, until they are rung again', () => {
    const known = way('sms', 'answered', { answer: 'known', settled_at: at(2) })
    assert.equal(stateOf([called], [known, way('voice', 'stopped')]), 'known')
    assert.equal(stateOf([called], [known, way('voice', 'sent', { asked_at: at(9) })]), 'ringing')
    assert.equal(stateOf([called], [way('app', 'answered', { answer: 'refused', settled_at: at(1) })]), 'refused')
  })
  it('says of everybody some way was tried to what came of it, whoever had them called: the same as beside their number', () => {
    const leader = { ...way('voice', 'sent', { person: 'q' }), why: 'unanswered' }
    const other = { ...way('sms', 'stopped', { person: 'r' }), why: 'asked' }
    const call = { ...called, post_name: '岗', unit_name: '区', phone: null, work_order: null }
    const calls = ['p', 'q', 'r'].map((person) => ({ ...call, person, person_name: person }))
    const tried = triedOf(calls, [leader, other])
    assert.deepEqual([...tried], [['q', { state: 'ringing', channel: 'voice', red: true }]])
    const phones = phonesOf(calls, { attempts: [leader, other], lead: null }, () => null)
    assert.equal(phones.find(({ name }) => name === 'q')!.state, tried.get('q')!.state)
  })
  it('names each person once, with the way tried last and a masked number', () => {
    const call = {
      ...called,
      person: 'p',
      person_name: '周敏',
      post_name: '岗',
      unit_name: '街道',
      phone: '13000000042',
      work_order: 'lead',
    }
    const twice = phonesOf(
      [call, { ...call, inform: true }, { ...call, person: null }],
      { attempts: [way('app', 'sent'), way('sms', 'sent')], lead: 'lead' },
      () => '*',
    )
    assert.deepEqual(twice, [
      { name: '周敏', postName: '岗', unitName: '街道', phone: '*', leads: true, state: 'ringing', channel: 'sms' },
    ])
  })
  it('begins with whom it called last, also where they were called before', () => {
    const call = { ...called, post_name: '岗', unit_name: '街道', phone: null, work_order: 'lead' }
    const [first, second] = [
      { ...call, person: 'a', person_name: '值班长' },
      { ...call, person: 'b', person_name: '指挥长' },
    ]
    const nobody = { attempts: [], lead: 'lead' }
    const order = (calls: Parameters<typeof phonesOf>[0]) => phonesOf(calls, nobody, (phone) => phone).map(({ name }) => name)
    assert.deepEqual(order([first, second]), ['指挥长', '值班长'])
    assert.deepEqual(order([first, second, first]), ['值班长', '指挥长'])
  })
  it('tells those of the order that leads from those of one that assists', () => {
    const call = { ...called, post_name: '岗', unit_name: '街道', phone: null }
    const calls = ['lead', 'assists', null].map((work_order, n) => ({ ...call, work_order, person: `${n}`, person_name: `${n}` }))
    const leads = (lead: string | null) => phonesOf(calls, { attempts: [], lead }, (phone) => phone).map((one) => one.leads)
    assert.deepEqual(
      [leads('lead'), leads(null)],
      [
        [false, false, true],
        [false, false, false],
      ],
    )
  })
})

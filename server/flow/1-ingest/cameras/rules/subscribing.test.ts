import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { askAgainAt, nextAsk, shownState, subscriptionNumber } from './subscribing.ts'

const now = new Date('2026-03-02T01:30:00Z')
const later = (h: number): Date => new Date(now.getTime() + h * 3_600_000)
const held = { wanted: true, subscription: 'old', state: 'granted', ends_at: later(12) } as const
const verb = (change: object) => {
  const { verb, subscription, state } = nextAsk({ ...held, ...change }, 'new', now)
  return [verb, subscription, state]
}

describe('a subscription at a view library', () => {
  it('is asked for, renewed under its number, and taken back', () => {
    assert.deepEqual(verb({ subscription: null, state: 'waiting', ends_at: null }), ['ask', 'new', 'asked'])
    assert.deepEqual(verb({}), ['renew', 'old', 'granted'])
    assert.deepEqual(verb({ state: 'away' }), ['renew', 'old', 'away'])
    assert.deepEqual(verb({ wanted: false }), ['take-back', 'old', 'granted'])
  })

  it('nobody answered is asked for again under the same number; one that is over or was refused under another', () => {
    assert.deepEqual(verb({ state: 'asked', ends_at: null }), ['ask', 'old', 'asked'])
    assert.deepEqual(verb({ state: 'away', ends_at: null }), ['ask', 'old', 'away'])
    assert.deepEqual(verb({ ends_at: now }), ['ask', 'new', 'asked'])
    assert.deepEqual(verb({ state: 'refused', ends_at: null }), ['ask', 'new', 'asked'])
    assert.deepEqual(verb({ subscription: null, ends_at: null }), ['ask', 'new', 'granted'], 'could not be renewed')
  })

  it('is asked again later and later while nobody answers, an hour at most', () => {
    const minutes = (outcome: 'granted' | 'refused' | 'away', tries: number) =>
      (askAgainAt(outcome, tries, now).getTime() - now.getTime()) / 60_000
    assert.deepEqual(
      [1, 2, 9].map((tries) => minutes('away', tries)),
      [2, 4, 60],
    )
    assert.deepEqual([minutes('granted', 1), minutes('refused', 1)], [720, 360])
  })

  it('bears a number of 33 digits; when it is over it waits', () => {
    assert.equal(
      subscriptionNumber({ us: '50000000082000000001', at: '2026-03-02T09:30:00+08:00', serial: 7 }),
      '500000000820032026030209300000007',
    )
    assert.deepEqual([shownState(held, now), shownState({ ...held, ends_at: now }, now)], ['granted', 'waiting'])
  })
})

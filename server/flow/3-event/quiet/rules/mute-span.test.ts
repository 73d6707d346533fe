import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { muteSpan, muteState } from './mute-span.ts'

const now = new Date('2026-03-02T02:00:00Z')
const at = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString()
const refused = (given: { from?: string; to: string }): unknown => {
  const span = muteSpan(given, now)
  return span.ok ? null : [span.refusal.details?.path, span.refusal.details?.reason]
}

describe('the time of a mute', () => {
  it('may lie ahead, and ends', () => {
    assert.equal(refused({ to: at(1) }), null)
    assert.equal(refused({ from: at(60), to: at(90) }), null)
  })
  it('is not the past, not turned round, and not longer than thirty days', () => {
    assert.deepEqual(refused({ from: at(-1), to: at(1) }), ['/from', 'time.past'])
    assert.deepEqual(refused({ to: at(-1) }), ['/to', 'time.past'])
    assert.deepEqual(refused({ from: at(2), to: at(1) }), ['/from', 'time.span'])
    assert.deepEqual(refused({ to: at(31) }), ['/from', 'time.span'])
  })
  it('tells where it stands', () => {
    const mute = { from_at: new Date(at(1)), to_at: new Date(at(2)), ended_at: null }
    assert.equal(muteState(mute, now), 'ahead')
    assert.equal(muteState(mute, mute.from_at), 'now')
    assert.equal(muteState(mute, mute.to_at), 'over')
    assert.equal(muteState({ ...mute, ended_at: now }, mute.from_at), 'over')
  })
})

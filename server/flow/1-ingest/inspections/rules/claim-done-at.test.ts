import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { claimDoneAt } from './claim-done-at.ts'

const now = new Date('2026-03-02T01:00:00.000Z')
const after = (s: number): string => new Date(now.getTime() + s * 1000).toISOString()
const day = 86_400

describe('when an inspection was done', () => {
  it('is what its phone claims, up to seven days ago; unsaid it is now', () => {
    for (const s of [0, -3 * 3600, -7 * day])
      assert.deepEqual(claimDoneAt(after(s), now), { ok: true, value: new Date(after(s)) })
    assert.deepEqual(claimDoneAt(undefined, now), { ok: true, value: now })
  })
  it('is now where the clocks differ by no more than two minutes', () => {
    assert.deepEqual(claimDoneAt(after(120), now), { ok: true, value: now })
  })
  it('is refused and never bent where it lies later, or longer ago than a phone keeps it', () => {
    for (const [s, code] of [
      [121, 'inspection.ahead'],
      [day, 'inspection.ahead'],
      [-7 * day - 1, 'inspection.too-old'],
      [-400 * day, 'inspection.too-old'],
    ] as const) {
      const answer = claimDoneAt(after(s), now)
      assert.equal(!answer.ok && answer.refusal.code, code)
      assert.equal(!answer.ok && answer.refusal.details?.at, after(s))
    }
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isGood, wantsNewKey } from './keys.ts'

const at = (iso: string) => new Date(`2026-04-10T${iso}+08:00`)
const updated = 'Mozilla/5.0 (X11; Linux) Chrome/127.0.1.2'
const keys = {
  keyAt: at('04:00:00'),
  keyAgent: 'Mozilla/5.0 (X11; Linux) Chrome/126.0.0.0',
  nextAt: null,
  formerUntil: at('04:10:00'),
}

describe('keys of a wall seat', () => {
  it('the one in use and the one that takes its place are good anywhere, the one before in the same browser and not for long', () => {
    assert.deepEqual(
      (['now', 'next'] as const).map((kind) => isGood(kind, keys, 'Firefox', at('23:00:00'))),
      [true, true],
    )
    assert.equal(isGood('former', keys, updated, at('04:10:00')), true)
    assert.equal(isGood('former', keys, updated, at('04:10:01')), false)
    assert.equal(isGood('former', keys, 'Firefox', at('04:00:01')), false, 'another browser')
    assert.equal(isGood('former', { ...keys, formerUntil: null }, updated, at('04:00:01')), false)
  })

  it('a new one is handed out once a night, and no other while it is on its way', () => {
    const wants = (now: string, more: object = {}, kind: 'now' | 'former' = 'now', rate = 1) =>
      wantsNewKey(kind, { ...keys, ...more }, { now: new Date(now), rate })
    assert.equal(wants('2026-04-10T15:59:59+08:00'), false)
    assert.equal(wants('2026-04-11T04:00:00+08:00'), true)
    assert.equal(wants('2026-04-11T04:00:00+08:00', {}, 'former'), false, 'a key that was given up renews nothing')
    const nextAt = new Date('2026-04-11T04:00:00+08:00')
    assert.equal(wants('2026-04-11T04:09:59+08:00', { nextAt }), false, 'one is on its way')
    assert.equal(wants('2026-04-11T04:10:00+08:00', { nextAt }), true, 'its answer was lost')
    assert.equal(wants('2026-04-11T04:10:00+08:00', { nextAt }, 'now', 60), false, 'ten minutes of the wall clock')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Pulse } from '../types.ts'
import { vitalSigns } from './vital.ts'

const now = new Date('2026-03-02T01:30:00Z')
const quiet: Pulse = {
  devices: 0,
  online: 0,
  lastAt: null,
  alarms: {},
  normal: [{ pack: 'septic-gas', n: 0, of: 0, heard: 0, devices: 0 }],
}
const none = { acceptedOnTime: { n: 0, of: 0 } }
const month = { closed: 0, falseAlarm: 0, reopened: 0, sentBack: 0 }
const packs = [{ id: 'septic-gas', name: { zh: '化粪池', en: 'Septic' } }]
const signs = (over: Partial<Parameters<typeof vitalSigns>[0]>) =>
  new Map(vitalSigns({ pulse: quiet, numbers: none, month, packs, ...over }, now).map((sign) => [sign.id, sign]))

describe('a vital sign', () => {
  it('without anything connected is a dash with its reason, never a zero', () => {
    for (const sign of signs({}).values()) {
      assert.equal(sign.value, null, sign.id)
      assert.ok(sign.reason, sign.id)
    }
  })

  it('of alarms may be a true zero once a device is there', () => {
    const heard = signs({ pulse: { ...quiet, devices: 2, online: 1, lastAt: new Date('2026-03-02T01:29:30Z') } })
    assert.equal(heard.get('alarms-urgent')?.value, 0)
    assert.equal(heard.get('devices-online')?.value, 50)
    assert.deepEqual(heard.get('devices-online')?.coverage, { n: 1, of: 2 })
    assert.equal(heard.get('data-age')?.value, 30)
  })

  it('is 100 % only when nothing is missing, and a share shows its own numbers', () => {
    const normal = [{ pack: 'septic-gas', n: 2881, of: 2882, heard: 2882, devices: 2882 }]
    const heard = signs({ pulse: { ...quiet, devices: 2882, online: 2881, lastAt: now, normal } })
    assert.equal(heard.get('devices-online')?.value, 99.9)
    assert.deepEqual(
      [heard.get('normal.septic-gas')?.value, heard.get('normal.septic-gas')?.share],
      [99.9, { n: 2881, of: 2882 }],
    )
    const rare = signs({ month: { closed: 2999, falseAlarm: 1, reopened: 0, sentBack: 0 } })
    assert.deepEqual([rare.get('false-alarm')?.value, rare.get('false-closure')?.value], [0.1, 0])
  })

  it('of work stands before those of packs, and of these the worst first, however many there are', () => {
    const normal = Array.from({ length: 9 }, (_, n) => ({
      pack: `p${n}`,
      n: n === 7 ? 50 : 99,
      of: n === 3 ? 0 : 100,
      heard: 1,
      devices: 1,
    }))
    const ids = [...signs({ pulse: { ...quiet, devices: 9, online: 9, lastAt: now, normal } }).keys()]
    assert.deepEqual(ids.slice(0, 4), ['devices-online', 'alarms-urgent', 'alarms-other', 'false-closure'])
    assert.deepEqual([ids[7], ids.at(-1)], ['normal.p7', 'normal.p3'])
  })

  it('that is a share of too few cases shows none', () => {
    assert.equal(signs({ numbers: { acceptedOnTime: { n: 19, of: 19 } } }).get('accepted-on-time')?.reason, 'too-few')
    assert.equal(signs({ numbers: { acceptedOnTime: { n: 19, of: 20 } } }).get('accepted-on-time')?.value, 95)
  })

  it('of closings counts the reopened and the ones sent back', () => {
    assert.equal(signs({ month: { closed: 40, falseAlarm: 10, reopened: 1, sentBack: 2 } }).get('false-closure')?.value, 7.5)
    assert.equal(signs({ month: { closed: 40, falseAlarm: 10, reopened: 1, sentBack: 2 } }).get('false-alarm')?.value, 20)
  })
})

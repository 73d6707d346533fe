import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Hush, hushOf, type MutePlayed, mutePlayedOf } from './hush.ts'

const minute = 60_000
const at = (minutes: number): Date => new Date(minutes * minute)
const object = { id: 'tank', area: '/99/01/', lon: 106.5, lat: 29.5 }
const silence: MutePlayed = {
  ...{ area: '/99/', outline: null, object: null, device_kind: null, type: null, rule: null },
  ...{ from: at(10), to: at(20), confirmed: null },
}
type Up = Parameters<Hush>[0]
const up: Up = { severity: 'orange', mode: 'triage', type: 'gas.over', family: 'gas' }
const quietUntil = (mutes: MutePlayed[], minutes: number, more: Partial<Up> = {}) =>
  hushOf({ mutes, object, pack: 'septic-gas', deviceKind: 'gas-monitor' })({ ...up, ...more }, ['d:ch4'], minutes * minute)

describe('silences that are played along', () => {
  it('keep quiet from their beginning until the last that covers the alarm is over', () => {
    const other = { ...silence, from: at(15), to: at(30) }
    assert.deepEqual(
      [9, 10, 19, 20].map((minutes) => quietUntil([silence], minutes)),
      [null, 20 * minute, 20 * minute, null],
    )
    assert.equal(quietUntil([silence, other], 16), 30 * minute)
    assert.equal(quietUntil([{ ...silence, area: '/98/' }], 15), null)
    assert.equal(quietUntil([{ ...silence, type: 'gas.over', rule: 'septic-gas/h2s' }], 15), null)
  })

  it('never keep red quiet, and what calls people by itself only since a second person has confirmed', () => {
    assert.equal(quietUntil([{ ...silence, confirmed: at(0) }], 15, { severity: 'red' }), null)
    assert.equal(quietUntil([silence], 15, { mode: 'auto' }), null)
    const confirmed = [{ ...silence, confirmed: at(15) }]
    assert.deepEqual(
      [quietUntil(confirmed, 14, { mode: 'auto' }), quietUntil(confirmed, 15, { mode: 'auto' })],
      [null, 20 * minute],
    )
  })

  it('cover all the days when they are only tried', () => {
    const span = { from: at(0), to: at(60) }
    const tried = mutePlayedOf({ what: { area: '/99/' }, confirmed: true }, span)
    for (const minutes of [0, 30, 60]) assert.ok(quietUntil([tried], minutes, { mode: 'auto' })! > span.to.getTime())
    const alone = mutePlayedOf({ what: { area: '/99/' }, confirmed: false }, span)
    assert.deepEqual([quietUntil([alone], 30, { mode: 'auto' }), quietUntil([alone], 30) !== null], [null, true])
  })
})

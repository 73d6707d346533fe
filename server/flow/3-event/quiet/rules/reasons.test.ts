import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Quiet } from '../../../../../contract/pack.ts'
import type { MuteInForce, Noticed, Surroundings } from '../types.ts'
import { overUntil } from './over-until.ts'
import { covers, hourMs, lookAgainAt, quietReasons } from './reasons.ts'

const now = Date.parse('2026-03-02T02:00:00Z')
const minute = 60_000
const quiet = Quiet.parse({ caused: ['silence'], faults: [{ rule: 'flat', families: ['gas'] }], budget: 3 })
const alarm: Noticed = {
  ...{
    alarm: 'a1',
    object: 'tank',
    type: 'gas.over',
    severity: 'yellow',
    mode: 'triage',
    pack: 'gas',
    rule: 'ch4',
    family: 'gas',
  },
  ...{ deviceKind: 'monitor', area: '99/1/2/', lon: 105.5, lat: 31.5 },
}
const mute: MuteInForce = {
  ...{ id: 'm1', area: '99/1/', outline: null, object: null, device_kind: null, type: null, rule: null, reason: '清掏作业' },
  ...{ owner_name: '陈力', to_at: new Date(now + hourMs), confirmed_by: null },
}
const nothing: Surroundings = {
  ...{ mutes: [], causes: [], raises: [now], opened: [] },
  standing: [{ alarm: 'a1', contributors: { 'd1:ch4': 'yellow' } }],
}
const kinds = (given: Partial<Noticed>, around: Partial<Surroundings>): string[] =>
  quietReasons({ ...alarm, ...given }, { ...nothing, ...around }, quiet, now).map(({ kind }) => kind)
const cause = { alarm: 'c1', object: 'box', label: '3 号配电箱', family: 'outage', cleared: null }
const flapping = [0, 10, 20, 30].map((m) => now - m * minute)

describe('the reasons for which an alarm is quiet', () => {
  it('are none where nothing is around', () => assert.deepEqual(kinds({}, {}), []))

  it('are never a reason for red', () => {
    const all = { mutes: [{ ...mute, confirmed_by: 'p2' }], causes: [cause], raises: flapping, opened: [now, now, now] }
    assert.deepEqual(kinds({ severity: 'red', mode: 'auto', family: 'silence' }, all), [])
    assert.deepEqual(kinds({ family: 'silence' }, all), ['mute', 'cause', 'flapping', 'budget'])
  })

  it('are a silence of one person for what waits, and only one that a second person confirmed for what calls', () => {
    assert.deepEqual(kinds({}, { mutes: [mute, { ...mute, id: 'm2' }] }), ['mute', 'mute'])
    assert.deepEqual(kinds({ severity: 'orange', mode: 'auto' }, { mutes: [mute] }), [])
    assert.deepEqual(kinds({ severity: 'orange', mode: 'auto' }, { mutes: [{ ...mute, confirmed_by: 'p2' }] }), ['mute'])
  })

  it('are a cause above for silence only, until the grace after it is over', () => {
    assert.deepEqual(kinds({}, { causes: [cause] }), [])
    assert.deepEqual(kinds({ family: 'silence' }, { causes: [cause] }), ['cause'])
    assert.deepEqual(kinds({ family: 'silence' }, { causes: [{ ...cause, cleared: now - 4 * minute }] }), ['cause'])
    assert.deepEqual(kinds({ family: 'silence' }, { causes: [{ ...cause, cleared: now - 5 * minute }] }), [])
  })

  it('are a fault of the very device that speaks, not of one beside it, and not for what calls', () => {
    const faulty = (device: string) => ({
      standing: [...nothing.standing, { alarm: 'a2', contributors: { [`${device}:flat`]: 'yellow' as const } }],
    })
    assert.deepEqual(kinds({}, faulty('d1')), ['device-fault'])
    assert.deepEqual(kinds({}, faulty('d2')), [])
    assert.deepEqual(kinds({ severity: 'orange', mode: 'auto' }, faulty('d1')), [])
  })

  it('are flapping from the fourth raise of an hour on', () => {
    assert.deepEqual(kinds({}, { raises: flapping.slice(0, 3) }), [])
    assert.deepEqual(kinds({ severity: 'orange', mode: 'auto' }, { raises: flapping }), ['flapping'])
  })

  it('are a rule past its budget, but not for what calls by itself', () => {
    assert.deepEqual(kinds({}, { opened: [now, now] }), [])
    assert.deepEqual(kinds({}, { opened: [now, now, now] }), ['budget'])
    assert.deepEqual(kinds({ severity: 'orange', mode: 'auto' }, { opened: [now, now, now] }), [])
  })
})

describe('a silence', () => {
  const fits = (given: Partial<MuteInForce>, speaking = ['d1:ch4']): boolean => covers({ ...mute, ...given }, alarm, speaking)
  it('covers what fits everything it names', () => {
    assert.ok(fits({}))
    assert.ok(fits({ object: 'tank', device_kind: 'monitor', type: 'gas.over' }))
    for (const other of [{ area: '99/2/' }, { object: 'other' }, { device_kind: 'pump' }, { type: 'city.garbage' }])
      assert.ok(!fits(other))
  })
  it('covers what lies inside its outline', () => {
    const around = (lon: number): MuteInForce['outline'] => [
      [lon, 31],
      [lon + 1, 31],
      [lon + 1, 32],
      [lon, 32],
    ]
    assert.ok(fits({ outline: around(105) }))
    assert.ok(!fits({ outline: around(106) }))
  })
  it('of a rule covers only while no other rule speaks', () => {
    assert.ok(fits({ rule: 'gas/ch4' }))
    assert.ok(!fits({ rule: 'gas/ch4' }, ['d1:ch4', 'd1:h2s']))
  })
})

describe('the next look', () => {
  it('is when the last reason is over, at the latest in ten minutes, and within the minute where nobody tells', () => {
    const until = (m: number) => new Date(now + m * minute).toISOString()
    const flaps = (m: number) => ({ kind: 'flapping', raises: 4, until: until(m) }) as const
    assert.equal(lookAgainAt([flaps(2), flaps(7)], now), now + 7 * minute)
    assert.equal(lookAgainAt([flaps(2), { kind: 'cause', ...cause, until: null }], now), now + 10 * minute)
    assert.equal(lookAgainAt([flaps(2), { kind: 'device-fault', rule: 'flat' }], now), now + minute)
  })
})

describe('too many within a window', () => {
  it('stays so until the one that decides has left it', () => {
    const moments = [50, 40, 30, 10]
    assert.equal(overUntil(moments, 3, { windowMs: 60, now: 55 }), 70)
    assert.equal(overUntil(moments, 3, { windowMs: 60, now: 70 }), null)
    assert.equal(overUntil(moments, 4, { windowMs: 60, now: 55 }), null)
  })
})

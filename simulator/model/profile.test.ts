import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PackSimulator } from '../../contract/pack-simulator.ts'
import { answerOf, newPlayed, type Played, type Profile, playProfile, ranCommand } from './profile.ts'

const minute = 60_000
const profile = (more: object = {}): Profile => ({
  simulator: PackSimulator.parse({
    series: { depth: { base: 2, noise: 0.5, digits: 1 } },
    episodes: [{ reading: 'depth', to: 40, rise: '5m', hold: '10m', every: '3h' }],
    answers: [{ command: 'pump.on', ends: 'pump.off', after: '2s', moves: { reading: 'depth', perMinute: -4 } }],
    ...more,
  }),
  ranges: { depth: [0, 300] },
})
const start = Date.UTC(2026, 5, 18, 8)
const at = (one: Profile, played: Played, minutes: number, id = 'u-1') =>
  playProfile(one, { id, seed: '1' }, played, start + minutes * minute)
const depth = (one: Profile, played: Played, minutes: number, id = 'u-1'): number => at(one, played, minutes, id).values!.depth!

describe('a device played by the profile of its pack', () => {
  it('rests, rises a minute after it came where it is the first, stays, and goes back', () => {
    const played = newPlayed(start)
    assert.ok(Math.abs(depth(profile(), played, 0.5) - 2) <= 0.5)
    assert.ok(Math.abs(depth(profile(), played, 1 + 2.5) - 21) <= 0.6, 'half-way up')
    assert.ok(Math.abs(depth(profile(), played, 10) - 40) <= 0.5)
    assert.ok(Math.abs(depth(profile(), played, 1 + 20.5) - 2) <= 0.5)
    assert.equal(depth(profile(), played, 10), depth(profile(), played, 10), 'the same seed tells the same')
  })

  it('falls while its command runs, never below its rest, and comes back when it ends', () => {
    let played: Played = { ...newPlayed(start), atMs: start + 10 * minute }
    played = ranCommand(profile(), played, 'pump.on')
    const five = at(profile(), played, 15)
    assert.ok(Math.abs(five.values!.depth! - 20) <= 0.6, String(five.values!.depth))
    const off = ranCommand(profile(), five.played, 'pump.off')
    assert.deepEqual(off.running, [])
    assert.ok(at(profile(), off, 15.5).values!.depth! > five.values!.depth!)
    const long = at(profile({ episodes: [{ reading: 'depth', to: 40, rise: '5m', hold: '2h', every: '6h' }] }), played, 60)
    assert.ok(Math.abs(long.values!.depth! - 2) <= 0.5)
  })

  it('is silent, stuck or far off when its profile says so, and stays in the range of its readings', () => {
    const always = (kind: string, more: object = {}) =>
      profile({ episodes: [], faults: [{ kind, every: '1h', lasts: '59m', ...more }] })
    const turns = [0, 7, 13, 21, 34, 47].map((minutes) => at(always('silent'), newPlayed(start), minutes).values)
    assert.ok(turns.filter((values) => values === null).length >= 5)
    const stuck = { ...newPlayed(start), last: { depth: 9.9 } }
    assert.ok([0, 11, 23, 39].filter((minutes) => depth(always('stuck'), stuck, minutes) === 9.9).length >= 3)
    assert.ok(
      [0, 11, 23, 39].filter((minutes) => depth(always('spike', { reading: 'depth', value: 250 }), stuck, minutes) === 250)
        .length >= 3,
    )
    const dry = profile({ episodes: [], series: { depth: { base: 0, noise: 5 } } })
    assert.ok([1, 2, 3, 4, 5, 6].every((minutes) => depth(dry, newPlayed(start), minutes) >= 0))
  })

  it('confirms what it was told in its time, or by its chance not at all', () => {
    const device = { id: 'u-1', seed: '1' }
    assert.deepEqual(answerOf(profile(), device, 'pump.on', 'c1'), { afterMs: 2_000 })
    assert.deepEqual(answerOf(profile(), device, 'light.red', 'c1'), { afterMs: 500 })
    const broken = profile({ answers: [{ command: 'pump.on', after: '2s', fails: 1 }] })
    assert.equal(answerOf(broken, device, 'pump.on', 'c1'), null)
  })
})

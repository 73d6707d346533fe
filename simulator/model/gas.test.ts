import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPlay } from '../../test/shipped-plays.ts'
import {
  calmed,
  faultNow,
  type GasValues,
  newTank,
  profileOf,
  restingLevel,
  stepTank,
  type TankProfile,
  type TankState,
} from './gas.ts'

const minute = 60_000
const dawn = Date.parse('2026-04-10T05:00:00+08:00')
const plain: TankProfile = {
  device: 'd-1',
  play: gasPlay,
  base: 4,
  swing: 0.25,
  noise: 0.2,
  driftPerDay: 0,
  fanShare: 0.6,
  receiptMs: 300,
  fault: null,
}

function readings(profile: TankProfile, count: number): (GasValues | null)[] {
  let tank = newTank(profile)
  return Array.from({ length: count }, (_, i) => {
    const step = stepTank(profile, tank, { nowMs: dawn + i * minute, sinceStartMs: i * minute, asked: null })
    tank = step.tank
    return step.values
  })
}

describe('a tank left to itself', () => {
  it('says the same for the same seed, and something else for another', () => {
    assert.deepEqual(readings(profileOf('1', 'd-9', gasPlay), 40), readings(profileOf('1', 'd-9', gasPlay), 40))
    assert.notDeepEqual(readings(profileOf('1', 'd-9', gasPlay), 40), readings(profileOf('2', 'd-9', gasPlay), 40))
  })

  it('has most gas at five in the morning and least at five in the afternoon', () => {
    const at = (hour: number): number => restingLevel(plain, { nowMs: dawn + (hour - 5) * 60 * minute, sinceStartMs: 0 })
    assert.ok(Math.abs(at(5) - 5) < 1e-9)
    assert.ok(Math.abs(at(17) - 3) < 1e-9)
  })

  it('stays under the blue limit in all but a few tanks of a city', () => {
    const over = Array.from({ length: 2_000 }, (_, i) => profileOf('1', `d-${i}`, gasPlay)).filter(
      (profile) => profile.base * (1 + profile.swing) > 10,
    )
    assert.ok(over.length > 0 && over.length < 20, String(over.length))
  })

  it('always moves a little: else it would pass for a stuck sensor', () => {
    const all = readings(plain, 400).map((values) => values?.ch4)
    assert.ok(all.some((value) => value !== all[0]))
  })
})

describe('a tank of the newcomer’s district', () => {
  it('never builds up over the blue limit by itself, whatever the seed made of it', () => {
    const heavy = Array.from({ length: 3_000 }, (_, i) => profileOf('1', `device-${i}`, gasPlay)).filter(({ base }) => base > 8)
    assert.ok(heavy.length > 0)
    for (const profile of heavy.map(calmed)) assert.ok(restingLevel(profile, { nowMs: dawn, sinceStartMs: 0 }) < 8)
  })
})

describe('a fan', () => {
  it('lowers the methane by more than a fifth within ten minutes', () => {
    let tank: TankState = { atMs: dawn, level: 12, fan: true }
    for (let i = 1; i <= 10; i++) tank = stepTank(plain, tank, { nowMs: dawn + i * minute, sinceStartMs: 0, asked: null }).tank
    assert.ok(tank.level < 12 * 0.8, String(tank.level))
  })

  it('cannot help where the story asks for a level', () => {
    const tank = { ...newTank(plain), atMs: dawn, level: 12, fan: true }
    assert.equal(stepTank(plain, tank, { nowMs: dawn + minute, sinceStartMs: 0, asked: 40 }).tank.level, 40)
  })
})

describe('a bad monitor', () => {
  it('says nothing while it is dropped out, and speaks again after', () => {
    const profile: TankProfile = {
      ...plain,
      fault: { kind: 'silent', fromMs: 3 * minute, lastsMs: 4 * minute, everyMs: 60 * minute },
    }
    const silent = readings(profile, 9).map((values) => values === null)
    assert.deepEqual(silent, [false, false, false, true, true, true, true, false, false])
  })

  it('says always the same while it is stuck', () => {
    const profile: TankProfile = { ...plain, fault: { kind: 'stuck', fromMs: 0, lastsMs: 60 * minute, everyMs: 120 * minute } }
    assert.equal(new Set(readings(profile, 30).map((values) => values?.ch4)).size, 1)
  })

  it('is bad again after its period', () => {
    const fault = { kind: 'stuck', fromMs: minute, lastsMs: minute, everyMs: 10 * minute } as const
    assert.deepEqual(
      [0, 1, 2, 11, 12].map((at) => faultNow(fault, at * minute)),
      [null, 'stuck', null, 'stuck', null],
    )
  })
})

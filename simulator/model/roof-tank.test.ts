import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { vesselPlay } from '../../test/shipped-plays.ts'
import { type TankTrouble, vesselOf } from './roof-tank.ts'

const minute = 60_000
const hour = 60 * minute
const id = '1:tank'
const vessel = vesselOf(vesselPlay)
const full = vessel.fullOf(id)
const near = (value: number | null, metres: number): void =>
  assert.ok(value !== null && Math.abs(value - metres) < 0.02, `${value} is not ${metres}`)
const leak = (more: Partial<TankTrouble> = {}): TankTrouble => ({ kind: 'leak-fast', fromMs: 0, untilMs: 9 * hour, ...more })

describe('a tank on a roof', () => {
  it('stands full, loses a metre an hour through a broken pipe, and is full again after it was mended', () => {
    const at = (ms: number) => vessel.at(id, [leak({ untilMs: hour })], ms)
    near(at(0).told, full)
    near(at(30 * minute).told, full - 0.5)
    near(at(hour).told, full - 1)
    near(at(hour + 10 * minute).told, full - 0.5)
    near(at(hour + 20 * minute).told, full)
  })
  it('filled while it leaks it is low again, and never emptier than its pipe', () => {
    const at = (ms: number) => vessel.at(id, [leak({ refilledMs: [2 * hour] })], ms).level
    near(at(2 * hour), full)
    near(at(2 * hour + 30 * minute), full - 0.5)
    assert.equal(at(8 * hour), 0.15)
  })
  it('is not told of truly while its transmitter repeats itself or is mute', () => {
    const stuck = vessel.at(id, [leak(), { kind: 'stuck', fromMs: minute, untilMs: hour }], 50 * minute)
    near(stuck.level, full - 5 / 6)
    near(stuck.told, full - 1 / 60)
    const mute = vessel.at(id, [{ kind: 'mute', fromMs: 0, untilMs: hour }], minute)
    assert.deepEqual([mute.told, mute.fault], [null, true])
  })
  it('is below a limit from a moment on, after a refill later, or never', () => {
    const above = (full - 1) * hour
    assert.equal(vessel.lowSince(id, leak()), Math.ceil(above))
    assert.equal(vessel.lowSince(id, leak({ refilledMs: [minute] })), Math.ceil(minute + above))
    assert.equal(vessel.lowSince(id, leak({ untilMs: 5 * minute })), null)
    assert.equal(vessel.lowSince(id, { kind: 'mute', fromMs: 0, untilMs: hour }), null)
    near(vessel.at(id, [leak()], vessel.lowSince(id, leak())!).level, 1)
  })
  it('has troubles of its seed: the same for the same, other ones elsewhere, all kinds in time', () => {
    const year = (tank: string) => Array.from({ length: 500 }, (_, n) => vessel.troublesOf(tank, n * 36 * hour)).flat()
    assert.deepEqual(year(id), year(id))
    assert.notDeepEqual(year(id), year('2:tank'))
    assert.equal(new Set(year(id).map(({ kind }) => kind)).size, 5)
    assert.ok(year(id).every(({ fromMs, untilMs }) => fromMs < untilMs))
  })
})

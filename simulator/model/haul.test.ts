import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { roundsPlay } from '../../test/shipped-plays.ts'
import { gatePlace, type Hauled, placeAt, type Turn, turnNumber, turnOf, type Wrong } from './haul.ts'
import { truthsOf } from './haul-truth.ts'
import { metresBetween, moved, wayThrough } from './way.ts'

const model = roundsPlay.model.fleet!
const hourMs = 3_600_000
const site = { lon: 106.51, lat: 29.503, radius: 150 }
const hauled: Hauled = {
  ...{ id: 'a', site, way: wayThrough('106.51,29.503 106.46,29.49 106.38,29.48'), yard: moved(site, 300, 0) },
  hours: [['00:00', '24:00']],
}
const noon = Date.parse('2026-06-10T04:00:00Z')
const first = turnNumber(model, 'a', noon).number

/** Turns of a seed until one is wrong in that way. */
function turnThatIs(wrong: Wrong | null, of: Hauled = hauled): Turn {
  for (let n = first; n < first + 2_000; n++) {
    const turn = turnOf(of, { seed: '1', model }, n)
    if (turn && turn.wrong === wrong) return turn
  }
  throw new Error(`no turn ${wrong}`)
}
const checksOf = (turn: Turn, of: Hauled = hauled): string[] =>
  [...new Set(truthsOf(turn, of, model).map(({ check }) => check))].toSorted()

describe('a turn of a truck of the fleet', () => {
  it('leads from its yard by the site and its permitted way to the tip and back, without a leap, within its time', () => {
    const turn = turnThatIs(null)
    const { steps, leftMs, emptyMs, atTipMs, beganMs } = turn
    const tip = { lon: 106.38, lat: 29.48 }
    for (const [i, step] of steps.entries()) assert.ok(metresBetween(step, steps[i - 1] ?? hauled.yard) < 260, `leap at ${i}`)
    const at = (ms: number) => placeAt(turn, hauled.yard, ms)
    assert.deepEqual([at(leftMs + 20_000).load, at(emptyMs + 20_000).load], [100, 0])
    assert.ok(metresBetween(at(atTipMs!), tip) < 60)
    assert.ok(metresBetween(at(leftMs), gatePlace(hauled, model.gate!.at)) < 10, 'it has left once it is past the gate')
    assert.ok(steps.at(-1)!.atMs < beganMs + 1.5 * hourMs, 'before the next turn')
    assert.ok(metresBetween(steps.at(-1)!, hauled.yard) < 1)
    assert.ok(steps.every((step) => step.load === 0 || hauled.way.metresOff(step) < 100))
    assert.deepEqual(truthsOf(turn, hauled, model), [])
    assert.deepEqual(turnOf(hauled, { seed: '1', model }, turn.number), turn, 'the same again for the same seed')
    assert.equal(at(beganMs - 1).isDriving, false)
  })

  it('is wrong in one way at a time; who tips beside the road never closes his ticket', () => {
    for (const wrong of ['no-ticket', 'unwashed', 'route', 'speed', 'open-ticket'] as const)
      assert.deepEqual(checksOf(turnThatIs(wrong)), [wrong])
    const dump = turnThatIs('dump')
    assert.deepEqual(
      checksOf(dump).filter((check) => check !== 'route'),
      ['dump', 'open-ticket'],
    )
    assert.equal(dump.atTipMs, null)
    const { fromMs, dueMs, untilMs } = truthsOf(turnThatIs('speed'), hauled, model)[0]!
    assert.ok(dueMs - fromMs === 30_000 && untilMs! >= dueMs)
  })

  it('is not driven when no hours of its permit allow it, but for a few', () => {
    const night: Hauled = { ...hauled, hours: [['20:00', '06:00']] }
    const turns = Array.from({ length: 480 }, (_, n) => turnOf(night, { seed: '1', model }, first + n))
    const driven = turns.filter((turn) => turn !== null)
    const outside = driven.filter((turn) => checksOf(turn, night).includes('hours'))
    // Ten hours of a day in turns of an hour and a half, but for the last that would end too late: about six of sixteen.
    assert.ok(driven.length > 130 && driven.length < 220, `${driven.length}`)
    assert.ok(outside.length > 0 && outside.length < 20, `${outside.length}`)
    assert.ok(outside.every(({ wrong }) => wrong === null))
  })

  it('without a permit is driven now and then, and that is what is wrong with it', () => {
    const none: Hauled = { ...hauled, hours: null }
    const driven = Array.from({ length: 60 }, (_, n) => turnOf(none, { seed: '1', model }, first + n)).filter(
      (one) => one !== null,
    )
    assert.equal(driven.length, 60 / model.wrong['no-permit'].every)
    assert.ok(driven.every((turn) => checksOf(turn, none).join() === 'no-permit'))
  })
})

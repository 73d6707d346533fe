import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { demoSites, demoTips } from '../../contract/demo-haul.ts'
import { type DemoHauler, demoHaulers } from '../../contract/demo-haulers.ts'
import type { HaulCheck } from '../../contract/haulage.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { readPermit } from '../../server/flow/2-detect/haulage/rules/read-permit.ts'
import { fresh, stepHaul } from '../../server/flow/2-detect/haulage/rules/step.ts'
import { hauledOf } from '../../simulator/haulers.ts'
import { placeAt, type Turn, turnNumber, turnOf } from '../../simulator/model/haul.ts'
import { truthsOf } from '../../simulator/model/haul-truth.ts'
import { roundsPlay } from '../shipped-plays.ts'

const model = roundsPlay.model.fleet!
const haulage = spoilTruck.haulage!
const startMs = Date.parse('2026-06-10T01:00:00Z')
const cityTime = (at: Date) => {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}
const placesOf = (list: typeof demoSites | typeof demoTips) => list.map(({ radius, ...place }) => ({ ...place, radiusM: radius }))
const places = { from: placesOf(demoSites), to: placesOf(demoTips) }
const permitsOf = ({ hours, route, permit }: DemoHauler) =>
  (permit === 'none' ? [] : hours).map(([from, to], n) => {
    const days = { 'valid-from': '2026-01-01', 'valid-until': permit === 'over' ? '2026-06-01' : '2026-12-31' }
    return readPermit(haulage.permit, `P${n}`, { ...days, 'hours-from': from, 'hours-to': to, route })!
  })

/** What the shipped checks find of a turn, told every twenty seconds by a terminal and a gate that never err. */
function foundIn(turn: Turn, hauler: DemoHauler): string[] {
  const ticket = { no: 'LD', openedAt: new Date(turn.leftMs), closedAt: turn.atTipMs === null ? null : new Date(turn.emptyMs) }
  const context = { ...places, permits: permitsOf(hauler), tickets: turn.wrong === 'no-ticket' ? [] : [ticket] }
  let state = fresh
  const found: string[] = []
  for (let ms = turn.beganMs; ms <= turn.steps.at(-1)!.atMs; ms += 20_000) {
    const { lon, lat, speedKmh: speed, load } = placeAt(turn, hauledOf(hauler).yard, ms)
    const done = stepHaul({ haulage, cityTime, context }, state, { at: new Date(ms), lon, lat, speed, load })
    state = done.state
    found.push(...done.findings.map(({ check }) => check.id))
  }
  return found
}

describe('the fleet of the demo', () => {
  it('is wrong from where on the checks of the pack say so', () => {
    const check = <K extends HaulCheck['kind']>(kind: K) =>
      haulage.checks.find((one): one is Extract<HaulCheck, { kind: K }> => one.kind === kind)!
    const { wrong } = model
    for (const kind of ['no-ticket', 'no-permit', 'hours', 'route', 'speed'] as const)
      assert.equal(wrong[kind].due, check(kind).hold, kind)
    assert.equal(wrong['open-ticket'].due, check('open-ticket').within)
    assert.equal(wrong.route.offM, check('route').offM)
    assert.equal(wrong.speed.kmh, Math.round(check('speed').limit * (1 + check('speed').overPercent / 100)))
    assert.equal(wrong.volume.percent, check('volume').percent)
  })

  it('has permits the register takes, and trucks under numbers of their own', () => {
    for (const { route } of demoHaulers) assert.ok(route.length <= 200 && route.split(' ').length >= 6, route)
    for (const name of ['id', 'number', 'plate', 'object'] as const)
      assert.equal(new Set(demoHaulers.map((one) => one[name])).size, demoHaulers.length, name)
  })

  it('in a day is found by the checks to be wrong just where it is, a few times an hour', () => {
    const [found, so]: [string[], string[]] = [[], []]
    let turns = 0
    for (const hauler of demoHaulers) {
      const hauled = hauledOf(hauler)
      const { number } = turnNumber(model, hauled.id, startMs)
      for (let n = number; n < number + 16; n++) {
        const turn = turnOf(hauled, { seed: '1', model }, n)
        if (!turn) continue
        turns++
        found.push(...foundIn(turn, hauler).map((check) => `${hauler.id} ${n} ${check}`))
        // Tickets nobody closes and washes nobody saw are found by what the gate told, not on the way.
        const onTheWay = truthsOf(turn, hauled, model).filter(({ check }) => check !== 'open-ticket' && check !== 'unwashed')
        so.push(...onTheWay.map(({ check }) => `${hauler.id} ${n} ${check}`))
      }
    }
    assert.deepEqual(found.toSorted(), so.toSorted())
    assert.ok(turns > 300 && turns < 500, `${turns} turns`)
    assert.ok(so.length > 15 && so.length < 60, `${so.length} in a day`)
  })
})

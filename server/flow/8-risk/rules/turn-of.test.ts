import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack, highRisePacks } from '../../../../test/demo-packs.ts'
import { type Known, nothingKnown } from '../types.ts'
import { owesTo } from './owes-to.ts'
import { rateObject } from './rate-object.ts'
import { turnOf } from './turn-of.ts'

const model = highRisePacks[1]!.objects[0]!.risk!
const now = new Date('2026-03-02T02:00:00Z')
const turn = (before: Known['details'], after: Known['details']) =>
  turnOf({ model }, { details: before, owner: null }, { details: after, owner: null }, now)

describe('which way a change turns the risk', () => {
  it('follows what the model gives for each value, and an emptied field is half', () => {
    assert.equal(turn({ water: 'none' }, { water: 'ok' }), 'better')
    assert.equal(turn({ water: 'ok' }, { water: 'low' }), 'worse')
    assert.equal(turn({ water: 'none' }, {}), 'better', 'not to know is better than to know the worst')
    assert.equal(turn({ water: 'ok' }, {}), 'worse')
    assert.equal(turn({ water: 'ok', entrance: '南门' }, { water: 'ok', entrance: '北门' }), 'same')
  })
  it('looks at who owns it where the model does', () => {
    const { risk } = gasPack.objects[0]!
    const of = (owner: Known['owner']) => ({ details: {}, owner })
    assert.equal(turnOf({ model: risk! }, of('ownerless'), of('owned'), now), 'better')
  })
})

describe('a level that got better', () => {
  const rated = (details: Known['details']) => rateObject(model, { ...nothingKnown, details }, {}, now)
  const last = (details: Known['details']) => {
    const { level, scores, floors } = rated(details)
    return { level, scores, floors: Object.fromEntries(floors.map(({ floor, since }) => [floor, since])) }
  }
  const sound = { 'alarm-system': 'works', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'clear', exits: 'clear' }
  const before = last({ ...sound, water: 'none', wiring: 'faulty' })
  const after = rated({ ...sound, water: 'ok', wiring: 'checked' })
  it('is owed to a change of what fell, a floor or an indicator', () => {
    assert.ok(owesTo(model, before, after, { indicators: [], floors: ['no-water'] }))
    assert.ok(owesTo(model, before, after, { indicators: ['wiring'], floors: [] }))
  })
  it('is owed to no change of anything else, and a level that did not get better to none', () => {
    assert.ok(!owesTo(model, before, after, { indicators: ['exits'], floors: ['panel-off'] }))
    assert.ok(
      !owesTo(model, before, rated({ ...sound, water: 'none', wiring: 'checked' }), { indicators: ['wiring'], floors: [] }),
    )
    assert.ok(!owesTo(model, null, after, { indicators: ['water'], floors: ['no-water'] }))
  })
})

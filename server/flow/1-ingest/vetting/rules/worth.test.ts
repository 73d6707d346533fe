import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSample } from '../../../../kernel/sample.ts'
import { gateOf, neededOf, type Said, together, worthOf } from './worth.ts'

const rule = { at: 0.7, least: 0.4, most: 0.95 }
const nothing: Said = { real: 0, unreal: 0, told: 0.7 }
const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 0.01, `${found} is not ${expected}`)

describe('the gate of a camera', () => {
  it('stands where it began while nobody said anything, and after four answers goes by its model only', () => {
    const fresh = gateOf(rule, { camera: nothing, model: nothing, fixed: null })
    near(fresh.gate, 0.7)
    assert.equal(fresh.by, 'start')
    const four = gateOf(rule, { camera: { real: 0, unreal: 4, told: 0.8 }, model: nothing, fixed: null })
    near(four.gate, 0.7)
  })

  it('goes up for a camera that is often wrong, down for one that is better than it says, and for either no further than its bounds', () => {
    const wrong = gateOf(rule, { camera: { real: 2, unreal: 18, told: 0.8 }, model: nothing, fixed: null })
    assert.ok(wrong.gate > 0.85 && wrong.gate <= 0.951, `${wrong.gate}`)
    assert.equal(wrong.by, 'camera')
    const right = gateOf(rule, { camera: { real: 20, unreal: 0, told: 0.6 }, model: nothing, fixed: null })
    assert.ok(right.gate < 0.6 && right.gate >= 0.399, `${right.gate}`)
    near(gateOf(rule, { camera: { real: 0, unreal: 900, told: 0.9 }, model: nothing, fixed: null }).gate, 0.95)
    near(gateOf(rule, { camera: { real: 900, unreal: 0, told: 0.3 }, model: nothing, fixed: null }).gate, 0.4)
  })

  it('of a bad model is high from the first day of a new camera, until its own answers say otherwise', () => {
    const model: Said = { real: 10, unreal: 90, told: 0.75 }
    const fresh = gateOf(rule, { camera: nothing, model, fixed: null })
    assert.ok(fresh.gate > 0.9 && fresh.by === 'model', `${fresh.gate}`)
    const good = gateOf(rule, { camera: { real: 40, unreal: 2, told: 0.75 }, model, fixed: null })
    assert.ok(good.gate < fresh.gate - 0.1, `${good.gate}`)
  })

  it('does not sink for what people misread of matters others were sure of too, only for what is wrong', () => {
    const seconded = (real: number, unreal: number) =>
      gateOf(rule, { camera: nothing, model: { real, unreal, told: 0.99 }, fixed: null }).gate
    near(seconded(140, 8), 0.7)
    near(seconded(140, 0), 0.7)
    assert.ok(seconded(100, 48) > 0.88, `${seconded(100, 48)}`)
  })

  it('is what an administrator fixed, and comes back when that is taken away', () => {
    const camera: Said = { real: 1, unreal: 30, told: 0.8 }
    assert.deepEqual(gateOf(rule, { camera, model: nothing, fixed: 0.6 }).gate, 0.6)
    assert.ok(gateOf(rule, { camera, model: nothing, fixed: null }).gate > 0.85)
  })

  it('is exactly the told confidence that is worth a look', () => {
    const gate = gateOf(rule, { camera: { real: 3, unreal: 9, told: 0.8 }, model: nothing, fixed: null })
    near(worthOf(gate.gate, gate, rule), rule.at)
    assert.equal(worthOf(null, gate, rule), rule.at)
  })
})

describe('several sightings', () => {
  it('of different cameras are worth more together, of one camera only its best', () => {
    near(together([{ camera: 'a', worth: 0.5 }]), 0.5)
    near(
      together([
        { camera: 'a', worth: 0.5 },
        { camera: 'b', worth: 0.5 },
        { camera: 'c', worth: 0.5 },
      ]),
      0.875,
    )
    near(
      together([
        { camera: 'a', worth: 0.5 },
        { camera: 'a', worth: 0.4 },
      ]),
      0.5,
    )
  })
})

it('a look takes more where enough other cameras could have seen it too, and no more anywhere else', () => {
  const among = { ...rule, among: { at: 0.9, others: 4, withinM: 5_000 } }
  assert.deepEqual(
    [0, 3, 4, 40].map((others) => neededOf(among, others)),
    [0.7, 0.7, 0.9, 0.9],
  )
  assert.equal(neededOf(rule, 40), 0.7)
})

describe('a sample from below the gate', () => {
  it('is one in so many, the same one whenever it is asked', () => {
    const ids = Array.from(
      { length: 4_000 },
      (_, n) => `00000000-0000-7000-8000-${(n * 2_654_435_761).toString(16).padStart(12, '0')}`,
    )
    const taken = ids.filter((id) => isSample(id, 40))
    assert.ok(taken.length > 70 && taken.length < 130, `${taken.length}`)
    assert.deepEqual(
      taken,
      ids.filter((id) => isSample(id, 40)),
    )
  })
})

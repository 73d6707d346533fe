import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { highRisePacks } from '../../../../test/demo-packs.ts'
import { type Known, nothingKnown } from '../types.ts'
import { fellAway, type LastRating, restoredWords } from './fell-away.ts'
import { rateObject } from './rate-object.ts'

const model = highRisePacks[1]!.objects[0]!.risk!
const now = new Date('2026-03-02T02:00:00Z')
const rated = (details: Known['details']) => rateObject(model, { ...nothingKnown, details }, {}, now)
const kept = (details: Known['details']): LastRating => {
  const { level, scores, floors } = rated(details)
  return { level, scores, floors: Object.fromEntries(floors.map(({ floor, since }) => [floor, since.toISOString()])) }
}
const good = { 'alarm-system': 'works', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'clear', exits: 'clear' }

describe('what brought an object back', () => {
  it('is the floors that are over and what costs less now, the most first', () => {
    const now = rated({ ...good, water: 'ok', wiring: 'checked', gas: 'cut-off' })
    const fell = fellAway(model, kept({ ...good, water: 'none', wiring: 'faulty' }), now)!
    assert.deepEqual(fell, {
      floors: ['no-water'],
      factors: [
        { indicator: 'water', points: 10, known: false },
        { indicator: 'wiring', points: 4.8, known: false },
        { indicator: 'gas', points: 1.5, known: true },
      ],
    })
    assert.deepEqual(restoredWords(model, fell), {
      zh: '消防无水已解除、消防水源水压好转、电气线路好转、燃气报警与切断已查明',
      en: 'No fire water is over, Fire water and pressure is better, Wiring is better, Gas alarm and cut-off is known now',
    })
  })

  it('is nothing where the level stays or gets worse', () => {
    assert.equal(fellAway(model, kept({ ...good, water: 'ok' }), rated({ ...good, water: 'none' })), null)
    assert.equal(fellAway(model, kept({ ...good, water: 'ok' }), rated({ ...good, water: 'ok' })), null)
    assert.equal(restoredWords(model, null), null)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { threshold } from '../../../../contract/pack.ts'
import { parseBox } from './bbox.ts'
import { limitsOf, lowIsBad } from './limits-of.ts'

describe('a box on the map', () => {
  it('is four numbers, west south east north', () => {
    assert.deepEqual(parseBox('106.5,29.5,106.7,29.7'), {
      ok: true,
      value: { west: 106.5, south: 29.5, east: 106.7, north: 29.7 },
    })
  })
  it('turned round, out of the world, or no numbers at all is refused', () => {
    for (const text of ['106.7,29.5,106.5,29.7', '29.5,106.5,29.7,106.7', '1,2,3', '1,2,3,', 'a,b,c,d', '1,2,3,4,5', '0,0,1,NaN'])
      assert.equal(parseBox(text).ok, false, text)
  })
})

const name = { zh: '气体', en: 'Gas' }
const rule = (reading: string, direction: 'above' | 'below', limit: number, clearFactor: number) =>
  threshold({
    id: reading,
    family: 'gas',
    name,
    reading,
    direction,
    levels: [{ severity: 'red', limit, hold: '90s' }],
    clearFactor,
    clearHold: '10m',
  })
const pack = { detect: [rule('ch4', 'above', 50, 0.8), rule('o2', 'below', 20.5, 0.99)] }

describe('the limits of a chart', () => {
  it('are the levels of the pack with the value where each clears', () => {
    assert.deepEqual(limitsOf(pack, 'ch4'), [{ severity: 'red', limit: 50, holdS: 90, clear: 40, direction: 'above' }])
    assert.equal(limitsOf(pack, 'o2')[0]?.clear, 20.707)
  })
  it('know that little oxygen is the danger', () => {
    assert.equal(lowIsBad(pack, 'o2'), true)
    assert.equal(lowIsBad(pack, 'ch4'), false)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../contract/condition.ts'
import { type DetectRule, rate, threshold, tree } from '../../../../contract/pack.ts'
import { couldRaise } from './could-raise.ts'

const name = { zh: '规则', en: 'rule' }
const reading = { name, unit: '', min: 0, max: 100, normal: [0, 8] as [number, number] }
const pack = { deviceKind: 'gas-monitor', readings: { ch4: reading, o2: reading } }
const of = (...rules: DetectRule[]) =>
  couldRaise(
    rules.map((rule) => ({ rule, pack })),
    'gas-monitor',
  )

const gas = threshold({
  ...{ id: 'ch4', family: 'gas', name, reading: 'ch4', direction: 'above', clearFactor: 0.8, clearHold: '10m' },
  levels: [
    { severity: 'blue', limit: 10, hold: '0s' },
    { severity: 'orange', limit: 25, hold: '60s' },
    { severity: 'red', limit: 50, hold: '0s' },
  ],
})
const when = (condition: Condition): DetectRule =>
  tree({
    ...{ id: 'tree', family: 'gas', name, on: 'device', clearFactor: 0.8, clearHold: '1m' },
    levels: [{ severity: 'red', hold: '0s', when: condition }],
  })
const above = (reading: string, limit: number): Condition => ({ op: 'compare', value: { reading }, is: 'above', limit })

describe('how grave values could be', () => {
  it('the heaviest level reached, whatever its hold', () => {
    const could = of(gas)
    assert.deepEqual(
      [9, 10, 25, 49.9, 50].map((ch4) => could({ ch4 })),
      [null, 'blue', 'orange', 'orange', 'red'],
    )
    assert.equal(could({ h2s: 99 }), null)
  })
  it('below is turned', () => {
    const low = of({ ...gas, direction: 'below', reading: 'o2', levels: [{ severity: 'red', limit: 16, hold: '0s' }] })
    assert.deepEqual(
      [15, 16, 17].map((o2) => low({ o2 })),
      ['red', 'red', null],
    )
  })
  it('all of a tree must be possible; what did not come is', () => {
    const both = of(when({ op: 'all', of: [above('ch4', 20), above('o2', 30)] }))
    assert.equal(both({ ch4: 20 }), 'red')
    assert.equal(both({ ch4: 20, o2: 29 }), null)
    assert.equal(both({ ch4: 19 }), null)
    assert.equal(both({ co: 99 }), null)
  })
  it('what only memory or the surroundings know is possible', () => {
    const near: Condition = { op: 'near', family: 'gas', withinM: 10, within: '1m', atLeast: 1 }
    const could = of(when({ op: 'all', of: [above('ch4', 20), near, { op: 'not', of: above('o2', 1) }] }))
    assert.equal(could({ ch4: 20, o2: 5 }), 'red')
    const summed: Condition = {
      op: 'compare',
      value: { op: 'add', of: [{ reading: 'ch4' }, { reading: 'o2' }] },
      is: 'above',
      limit: 90,
    }
    assert.equal(of(when(summed))({ ch4: 1 }), 'red')
  })
  it('a mild rise waits while the value is normal, a grave one never', () => {
    const rise = (severity: 'blue' | 'red') =>
      of(
        rate({ id: 'r', family: 'gas', name, reading: 'ch4', perMinute: 1, window: '5m', severity, hold: '0s', clearHold: '1m' }),
      )
    assert.equal(rise('blue')({ ch4: 7 }), null)
    assert.equal(rise('blue')({ ch4: 9 }), 'blue')
    assert.equal(rise('red')({ ch4: 1 }), 'red')
  })
})

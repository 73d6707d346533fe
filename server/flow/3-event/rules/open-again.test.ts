import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Ended, mustOpenAgain, witnessesOf } from './open-again.ts'

const minute = 60_000
const quiet = { auto: ['red', 'orange'] as const, quietMs: 10 * minute, witnesses: ['d1:ch4'] }
const ended = (how: Ended['how'], severity: Ended['severity'] = 'red'): Ended => ({ how, at: 0, severity, witnesses: ['d1:ch4'] })
const red = (at: number) => ({ severity: 'red' as const, at })

describe('an ended event whose alarm stands', () => {
  it('opens again after the quiet time, at its very end', () => {
    assert.equal(mustOpenAgain(red(9 * minute), ended('false-alarm'), quiet, 10 * minute - 1), false)
    assert.equal(mustOpenAgain(red(9 * minute), ended('false-alarm'), quiet, 10 * minute), true)
    assert.equal(mustOpenAgain(red(9 * minute), ended('closed'), quiet, 10 * minute), true)
  })
  it('needs something heard since the end', () => assert.equal(mustOpenAgain(red(0), ended('closed'), quiet, 60 * minute), false))
  it('needs a level that calls people by itself', () =>
    assert.equal(mustOpenAgain({ severity: 'yellow', at: minute }, ended('closed'), quiet, 60 * minute), false))
  it('opens at once when it has become graver, unless the sensor was said to be wrong', () => {
    assert.equal(mustOpenAgain(red(minute), ended('closed', 'orange'), quiet, minute), true)
    assert.equal(mustOpenAgain(red(minute), ended('closed', null), quiet, minute), true)
    assert.equal(mustOpenAgain(red(minute), ended('false-alarm', 'orange'), quiet, minute), false)
  })
  it('opens at once when another gas or another device speaks for it, also after a false alarm', () => {
    for (const witness of ['d1:h2s', 'd2:ch4'])
      assert.equal(
        mustOpenAgain(red(minute), ended('false-alarm'), { ...quiet, witnesses: ['d1:ch4', witness] }, minute),
        true,
        witness,
      )
  })
  it('rests when nothing stands any more', () => assert.equal(mustOpenAgain(null, ended('closed'), quiet, 60 * minute), false))
})

describe('what speaks for an alarm', () => {
  it('is each reading of a device beyond a level that calls people, however many rules look at it', () => {
    const rules = ['ch4', 'h2s', 'co'].map((id) => ({ id, reading: id }))
    const all = [...rules, { id: 'fan-ineffective', reading: 'ch4' }, { id: 'silent' }]
    const contributors = { 'd1:ch4': 'red', 'd1:fan-ineffective': 'orange', 'd1:h2s': 'yellow', 'd2:co': 'orange' } as const
    assert.deepEqual(witnessesOf(contributors, all, ['red', 'orange']), ['d1:ch4', 'd2:co'])
  })
  it('of a rule made of conditions is all that its level asks for: such an alarm opens again at once after a false one', () => {
    const low = { op: 'compare', value: { reading: 'o2' }, is: 'below', limit: 16 } as const
    const high = { op: 'compare', value: { reading: 'ch4', device: 'camera' }, is: 'above', limit: 50 } as const
    const near = { op: 'near', family: 'heat', withinM: 50, within: '1h', atLeast: 1 } as const
    const deadly = {
      id: 'deadly',
      levels: [
        { severity: 'red' as const, when: { op: 'all' as const, of: [low, high, near] } },
        { severity: 'orange' as const, when: { ...low, value: { reading: 'h2s' } } },
      ],
    }
    const silent = {
      id: 'quiet',
      levels: [{ severity: 'red' as const, when: { op: 'silent', who: 'device', for: '1h' } as const }],
    }
    const found = witnessesOf(
      { 'd2:deadly': 'red', 'object:o:deadly': 'orange', 'd3:quiet': 'red' },
      [deadly, silent],
      ['red', 'orange'],
    )
    assert.deepEqual(found, ['d2:o2', 'd2:camera ch4', 'd2:near heat', 'object:o:h2s'])
    assert.equal(mustOpenAgain(red(minute), ended('false-alarm'), { ...quiet, witnesses: found }, minute), true)
  })
})

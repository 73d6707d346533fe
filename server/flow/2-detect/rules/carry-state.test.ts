import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../contract/condition.ts'
import { type DetectRule, ineffective, rate, silence, threshold, tree } from '../../../../contract/pack.ts'
import { carryState } from './carry-state.ts'

const name = { zh: '甲烷', en: 'Methane' }
const levels = [
  { severity: 'yellow' as const, limit: 20, hold: '30s' },
  { severity: 'red' as const, limit: 50, hold: '1m' },
]
const ch4 = threshold({
  ...{ id: 'ch4', family: 'gas', name, reading: 'ch4', direction: 'above', levels, clearFactor: 0.8, clearHold: '10m' },
})
const state = { level: 'yellow' as const, beyond: { yellow: 1, red: 2 }, back: { yellow: 3 } }

describe('the memory of a rule that changed', () => {
  it('is the very same when only its name did', () => {
    assert.equal(carryState(ch4, { ...ch4, name: { zh: '沼气', en: 'Gas' } }, state), state)
  })
  it('keeps a running hold whose condition stayed, and begins anew where the limit moved', () => {
    const after = {
      ...ch4,
      levels: [
        { ...levels[0]!, hold: '1m' },
        { ...levels[1]!, limit: 45 },
      ],
    }
    assert.deepEqual(carryState(ch4, after, state), { level: 'yellow', beyond: { yellow: 1 }, back: { yellow: 3 } })
  })
  it('counts the way back anew when the clear limit moved', () => {
    assert.deepEqual(carryState(ch4, { ...ch4, clearFactor: 0.7 }, state), {
      ...{ level: 'yellow', beyond: { yellow: 1, red: 2 }, back: undefined },
    })
  })
  it('falls to the next milder level when its own is gone, and to none below', () => {
    const [yellow, red] = levels
    assert.equal(carryState(ch4, { ...ch4, levels: [yellow!] }, { level: 'red' })?.level, 'yellow')
    assert.equal(carryState(ch4, { ...ch4, levels: [red!] }, { level: 'yellow' }), null)
    assert.deepEqual(carryState(ch4, { ...ch4, levels: [red!] }, { level: null, beyond: { red: 2 } })?.beyond, { red: 2 })
  })
  it('is nothing once the rule looks at another reading, family or whole', () => {
    assert.equal(carryState(ch4, { ...ch4, reading: 'h2s' }, state), null)
    assert.equal(carryState(ch4, { ...ch4, family: 'other' }, state), null)
    const when = { op: 'compare' as const, value: { reading: 'ch4' }, is: 'above' as const, limit: 20 }
    const whole = tree({
      ...{
        id: 't',
        family: 'gas',
        name,
        on: 'object',
        levels: [{ severity: 'red', when, hold: '0s' }],
        clearFactor: 1,
        clearHold: '0s',
      },
    })
    assert.equal(carryState(whole, { ...whole, on: 'device' }, { level: 'red' }), null)
    const asking = (condition: Condition): DetectRule => ({
      ...whole,
      levels: [{ severity: 'red', when: condition, hold: '0s' }],
    })
    const red = { level: 'red' as const }
    assert.equal(carryState(whole, asking({ ...when, value: { reading: 'h2s' } }), red), null)
    assert.equal(carryState(whole, asking({ ...when, value: { reading: 'ch4', device: 'camera' } }), red), null)
    assert.equal(carryState(whole, asking({ op: 'any', of: [when, { ...when, value: { reading: 'h2s' } }] }), red), null)
    assert.equal(carryState(whole, asking({ ...when, limit: 30 }), red)?.level, 'red')
  })
  it('turns with a rule of one severity, without clearing', () => {
    const quiet = silence({ id: 's', family: 'silence', name, for: '3m', severity: 'blue' })
    assert.deepEqual(carryState(quiet, { ...quiet, severity: 'orange' }, { level: 'blue' }), { level: 'orange' })
  })
  it('keeps the points of a rate while its window is the same', () => {
    const climbs = rate({
      ...{
        id: 'r',
        family: 'gas',
        name,
        reading: 'ch4',
        perMinute: 1,
        window: '5m',
        severity: 'blue',
        hold: '0s',
        clearHold: '1m',
      },
    })
    const seen = { level: null, window: [[1, 2] as [number, number]], since: 5 }
    assert.deepEqual(carryState(climbs, { ...climbs, perMinute: 2 }, seen), { level: null, since: null, window: [[1, 2]] })
    assert.deepEqual(carryState(climbs, { ...climbs, window: '9m' }, seen), { level: null, since: null })
  })
  it('waits for a command no more when it is about another one', () => {
    const fan = ineffective({
      ...{ id: 'f', family: 'gas', name, command: 'fan.on', reading: 'ch4', within: '10m', fall: 0.2, severity: 'orange' },
    })
    assert.equal(carryState(fan, { ...fan, command: 'valve.off' }, { level: 'orange', running: null }), null)
    const running = { level: null, running: { since: 1, from: 30 } }
    assert.deepEqual(carryState(fan, { ...fan, within: '5m' }, running), running)
  })
})

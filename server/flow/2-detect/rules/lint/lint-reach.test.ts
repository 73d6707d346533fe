import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../../contract/condition.ts'
import { type DetectRule, type ThresholdRule, threshold, tree } from '../../../../../contract/pack.ts'
import type { Known } from './finding.ts'
import { lintReach } from './lint-reach.ts'

const words = (name: string) => ({ zh: name, en: name })
const known: Known = {
  ...{ intervalS: 60, acts: [] },
  readings: {
    ch4: { name: words('甲烷'), unit: '%LEL', min: 0, max: 100, normal: [0, 8] },
    o2: { name: words('氧气'), unit: '%', min: 0, max: 30, normal: [20.7, 21.2] },
  },
}
const ch4 = (change: Partial<ThresholdRule> = {}): ThresholdRule =>
  threshold({
    id: 'ch4',
    family: 'gas',
    name: words('甲烷'),
    reading: 'ch4',
    direction: 'above',
    levels: [{ severity: 'red', limit: 50, hold: '0s' }],
    clearFactor: 0.8,
    clearHold: '10m',
    ...change,
  })
const at = (limit: number): Partial<ThresholdRule> => ({ levels: [{ severity: 'red', limit, hold: '0s' }] })
const o2 = (limit: number, clearFactor: number) => ch4({ reading: 'o2', direction: 'below', clearFactor, ...at(limit) })
const base = { id: 'x', family: 'gas', name: words('规则') }
const kinds = (rule: DetectRule): string[] => lintReach(rule, known).map(({ kind }) => kind)
const of = (when: Condition, clearFactor = 0.8): DetectRule =>
  tree({ ...base, on: 'device', levels: [{ severity: 'red', when, hold: '0s' }], clearFactor, clearHold: '10m' })
const above = (limit: number): Condition => ({ op: 'compare', value: { reading: 'ch4' }, is: 'above', limit })
const below = (limit: number): Condition => ({ op: 'compare', value: { reading: 'ch4' }, is: 'below', limit })

describe('a limit within what the reading can be', () => {
  it('has no gap by a factor at zero', () => {
    assert.deepEqual(kinds(ch4(at(100))), [])
    assert.deepEqual(kinds(o2(0, 0.5)), ['flaps'])
  })

  it('never clears when the clear limit is out of reach, or reached only by what is not normal', () => {
    assert.deepEqual(kinds(ch4({ ...at(10), clearFactor: 0.81 })), [])
    const [never] = lintReach(ch4({ levels: [{ severity: 'red', limit: 0, hold: '0s' }], clearFactor: 0.8 }), known)
    assert.equal(never?.kind, 'flaps', 'a limit of zero has no gap')
    assert.deepEqual(kinds(o2(19.5, 0.64)), ['never-clears'])
    const [rest] = lintReach(o2(19.5, 0.9), known)
    assert.equal(rest?.kind, 'never-clears')
    assert.match(rest!.words.en, /^red: the clear limit 21.67 % is not reached even at rest \(20.7 to 21.2\)/)
  })

  it('proposes a clear limit half way to what is normal', () => {
    const [finding] = lintReach(o2(19.5, 0.9), known)
    const better = finding?.proposal?.rule as ThresholdRule
    assert.ok(19.5 / better.clearFactor > 19.5 && 19.5 / better.clearFactor < 20.7, String(better.clearFactor))
    assert.deepEqual(lintReach(better, known), [])
  })

  it('flaps by itself when the clear limit is not behind the limit', () => {
    assert.deepEqual(kinds(ch4({ clearFactor: 1 })), ['flaps'])
    assert.deepEqual(kinds(ch4({ clearFactor: 0.999 })), [])
    assert.deepEqual(kinds(o2(19.5, 1)), ['flaps'])
  })

  it('takes more than a day at rest for never', () => {
    assert.deepEqual(kinds(ch4({ clearHold: '24h' })), [])
    assert.deepEqual(kinds(ch4({ clearHold: '25h' })), ['never-clears'])
  })
})

describe('the other kinds', () => {
  it('says what can never come: too steep a rate, too short a window', () => {
    const rate = { ...base, kind: 'rate', reading: 'ch4', window: '10m', severity: 'blue', hold: '0s', clearHold: '10m' } as const
    assert.deepEqual(kinds({ ...rate, perMinute: 20 }), [])
    assert.deepEqual(kinds({ ...rate, perMinute: 20.1 }), ['never-fires'])
    assert.deepEqual(kinds({ ...rate, perMinute: 1, window: '60s' }), [])
    assert.deepEqual(kinds({ ...rate, perMinute: 1, window: '59s' }), ['never-fires'])
  })

  it('a silence shorter than the time between readings flaps', () => {
    const silence = { ...base, kind: 'silence', severity: 'blue' } as const
    assert.deepEqual(kinds({ ...silence, for: '60s' }), ['flaps'])
    assert.deepEqual(kinds({ ...silence, for: '61s' }), [])
  })
})

describe('trees', () => {
  it('never fire on what cannot be', () => {
    assert.deepEqual(kinds(of(above(100))), [])
    assert.deepEqual(kinds(of(above(101))), ['never-fires'])
    assert.deepEqual(kinds(of({ op: 'all', of: [above(50), below(50)] })), [])
    assert.deepEqual(kinds(of({ op: 'all', of: [above(50), below(49)] })), ['never-fires'])
    const apart = { ...of({ op: 'all', of: [above(50), below(49)] }), on: 'object' } as DetectRule
    assert.deepEqual(kinds(apart), [], 'two devices of an object may each meet one')
    assert.deepEqual(kinds(of({ op: 'any', of: [above(101), above(50)] })), [])
    assert.deepEqual(kinds(of({ op: 'not', of: above(0) })), ['never-fires'])
    assert.deepEqual(kinds(of({ op: 'count', of: above(0), atLeast: 2, within: '1h' })), ['never-fires'])
    const part = (limit: number, weight: number) => ({ when: above(limit), weight })
    assert.deepEqual(kinds(of({ op: 'weigh', parts: [part(10, 1), part(101, 5)], atLeast: 1 })), [])
    assert.deepEqual(kinds(of({ op: 'weigh', parts: [part(10, 1), part(101, 5)], atLeast: 1.1 })), ['never-fires'])
    const elsewhere: Condition = { op: 'compare', value: { reading: 'x', device: 'pump' }, is: 'above', limit: 1 }
    assert.deepEqual(kinds(of(elsewhere)), [], 'what other devices measure is known to their packs')
  })

  it('never fire on what denies itself, also within a weighing', () => {
    const not = (of: Condition): Condition => ({ op: 'not', of })
    assert.deepEqual(kinds(of({ op: 'all', of: [above(50), not(above(20))] })), ['never-fires'])
    assert.deepEqual(kinds(of({ op: 'all', of: [above(20), { op: 'all', of: [not(above(50)), not(above(10))] }] })), [
      'never-fires',
    ])
    assert.deepEqual(kinds(of({ op: 'all', of: [above(20), not(above(50))] })), [])
    const weigh = (atLeast: number, ...parts: Condition[]): Condition => ({
      ...{ op: 'weigh', atLeast },
      parts: parts.map((when) => ({ when, weight: 1 })),
    })
    assert.deepEqual(kinds(of(weigh(2, above(20), not(above(20))))), ['never-fires'])
    assert.deepEqual(kinds(of(weigh(2, above(50), below(20)))), ['never-fires'])
    assert.deepEqual(kinds(of(weigh(2, above(50), below(20), above(60)))), [])
    assert.deepEqual(kinds(of(weigh(3, above(50), below(20), above(60)))), ['never-fires'])
    const apart = { ...of(weigh(2, above(50), below(20))), on: 'object' } as DetectRule
    assert.deepEqual(kinds(apart), [], 'each may be met by another device')
  })

  it('always hold on what leaves nothing out, the whole day, or while all is well', () => {
    const always = ['never-clears']
    assert.deepEqual(kinds(of({ op: 'any', of: [above(20), { op: 'not', of: above(20) }] })), always)
    assert.deepEqual(kinds(of({ op: 'any', of: [above(20), { op: 'any', of: [below(30), above(50)] }] })), always)
    assert.deepEqual(kinds(of({ op: 'any', of: [above(60), below(1)] }, 1)), [])
    assert.deepEqual(kinds(of({ op: 'during', from: '00:00', to: '00:00' })), always)
    assert.deepEqual(kinds(of({ op: 'during', from: '08:00', to: '08:00', days: [1, 2, 3, 4, 5, 6, 7] })), always)
    assert.deepEqual(kinds(of({ op: 'during', from: '00:00', to: '00:00', days: [6, 7] })), [])
    const silent: Condition = { op: 'silent', who: 'device', for: '3m' }
    assert.deepEqual(kinds(of(silent)), [])
    assert.deepEqual(kinds(of({ op: 'not', of: silent })), always)
    assert.deepEqual(kinds(of({ op: 'all', of: [above(50), { op: 'not', of: silent }] })), [])
    assert.deepEqual(kinds(of(below(9))), always, 'methane is 0 to 8 at rest')
  })

  it('reckon with arithmetic', () => {
    const sum: Condition = {
      op: 'compare',
      value: { op: 'add', of: [{ reading: 'ch4' }, { op: 'multiply', of: [{ reading: 'o2' }, 2] }] },
      is: 'above',
      limit: 160,
    }
    assert.deepEqual(kinds(of(sum)), [])
    assert.deepEqual(kinds(of({ ...sum, limit: 160.1 })), ['never-fires'])
    const zero: Condition = { ...sum, value: { op: 'divide', of: [{ reading: 'ch4' }, { reading: 'o2' }] } }
    assert.deepEqual(kinds(of(zero)), [], 'a divisor may come near zero')
  })

  it('never clear when the limits for clearing always hold', () => {
    const limit: Condition = { op: 'compare', value: { op: 'subtract', of: [{ reading: 'ch4' }, 10] }, is: 'above', limit: -9 }
    assert.deepEqual(kinds(of(limit, 0.8)), [])
    assert.deepEqual(kinds(of(limit, 1.2)), ['never-clears'])
    const cold: Condition = { op: 'compare', value: { reading: 'o2' }, is: 'below', limit: 20 }
    assert.deepEqual(kinds(of(cold, 0.67)), [])
    assert.deepEqual(kinds(of(cold, 0.66)), ['never-clears'])
    assert.deepEqual(kinds(of({ op: 'not', of: { ...cold, is: 'above', limit: 20 } }, 0.66)), ['never-clears'], 'turned by a not')
    assert.deepEqual(kinds(of({ op: 'count', of: cold, atLeast: 2, within: '1h' }, 0.66)), [], 'what began, began')
  })
})

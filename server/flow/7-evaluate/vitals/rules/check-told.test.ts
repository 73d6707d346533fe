import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition, VitalValue } from '../../../../../contract/vital.ts'
import { toProblem } from '../../../../kernel/result.ts'
import { checkTold, type Known } from './check-told.ts'

const now = Date.parse('2026-11-27T06:00:00Z')
const definition: VitalDefinition = {
  ...{ code: 'water.turbidity', name: { zh: '浊度', en: 'Turbidity' }, board: 'facilities', track: '供水' },
  ...{ unit: { zh: 'NTU', en: 'NTU' }, decimals: 2, aggregation: 'mean', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60 },
  ...{ hysteresis: 0, possible: { least: 0, most: 50 }, source: { zh: '水厂', en: 'Waterworks' } },
}
const known: Known = { definition, state: 'connected', tier: 'town', before: [], zone: 'Asia/Shanghai' }
const told: VitalValue = { vital: 'water.turbidity', area: '500105005', period: '2026-11-27', value: 0.42 }
const look = (value: Partial<VitalValue> = {}, about: Partial<Known> = {}) => {
  const result = checkTold({ ...told, ...value }, { ...known, ...about }, now)
  return result.ok ? [result.value.num, result.value.den] : result.refusal.code
}
const as = (change: Partial<VitalDefinition>): Partial<Known> => ({ definition: { ...definition, ...change } })

describe('a value that is told', () => {
  it('is kept in whole numbers', () => {
    assert.deepEqual(look(), [42, 1])
    assert.deepEqual(look({ value: 1.1 * 3 }, as({ possible: {} })), [330, 1], 'not lost to binary fractions')
    assert.deepEqual(look({ value: 3, denominator: 4 }, as({ aggregation: 'ratio', times: 100, possible: {} })), [300, 400])
    assert.deepEqual(look({ value: 2, weight: 10 }, as({ aggregation: 'weighted' })), [2000, 10])
    assert.deepEqual(look({ value: null }), [null, 0], 'withdrawn')
    assert.deepEqual(
      look({ value: 0, denominator: 0 }, as({ aggregation: 'ratio' })),
      [0, 0],
      'nothing was due: no ratio, and no refusal',
    )
  })

  const refused: [string, string | readonly number[], Partial<VitalValue>?, Partial<Known>?][] = [
    ['of a vital that is only catalogued', 'vital.not-connected', {}, { state: 'catalogued' }],
    ['of a stopped one', 'vital.not-connected', {}, { state: 'stopped' }],
    ['of an area one does not answer for', 'vital.area', {}, { tier: null }],
    ['of an area of another tier', 'vital.tier', {}, { tier: 'grid' }],
    ['for something that is no period', 'vital.period', { period: '2026-11' }],
    ['for a day that never was', 'vital.period', { period: '2026-02-30' }],
    ['for tomorrow', 'vital.future', { period: '2026-11-28' }],
    ['of the year 1970', 'vital.long-ago', { period: '1970-01-01' }],
    ['of more than ten years ago', 'vital.long-ago', { period: '2016-11-26' }],
    ['in another unit', 'vital.unit', { unit: 'mg/L' }],
    ['finer than what is kept', 'vital.decimals', { value: 0.425 }],
    ['that cannot be', 'vital.impossible', { value: -0.1 }],
    ['too large to be added up', 'vital.large', { value: 1e12 }, as({ possible: {} })],
    ['of a ratio that is some of nothing', 'vital.of-nothing', { value: 9, denominator: 0 }, as({ aggregation: 'ratio' })],
    ['of a ratio without its denominator', 'vital.denominator', {}, as({ aggregation: 'ratio' })],
    ['of a weighted mean without a weight', 'vital.weight', {}, as({ aggregation: 'weighted' })],
    ['of a weight that is no whole number', 'vital.weight', { weight: 13.4 }, as({ aggregation: 'weighted' })],
    ['of a weight below zero', 'vital.weight', { weight: -1 }, as({ aggregation: 'weighted' })],
  ]
  for (const [name, code, value, about] of refused)
    it(`${name} is refused: ${code}`, () => assert.deepEqual(look(value, about), code))

  it('of ten years ago is taken, and one of longer ago may be withdrawn', () => {
    assert.deepEqual(look({ period: '2016-11-28' }), [42, 1])
    assert.deepEqual(look({ period: '1970-01-01', value: null }), [null, 0])
  })

  it('of another tier is refused in the words of each language', () => {
    const result = checkTold({ ...told }, { ...known, tier: 'grid' }, now)
    assert.ok(!result.ok)
    const { zh, en } = toProblem(result.refusal)
    assert.doesNotMatch(zh.replace(told.vital, '').replace(told.area, ''), /[a-z]/)
    assert.doesNotMatch(en, /\p{Script=Han}/u)
  })

  it('far from its past asks for a reason, and is taken with one', () => {
    const before = [0.4, 0.42, 0.41, 0.39, 0.4, 0.43]
    assert.equal(look({ value: 5 }, { before }), 'vital.ask')
    assert.deepEqual(look({ value: 5, reason: '管网抢修' }, { before }), [500, 1])
    assert.deepEqual(look({ value: 0.45 }, { before }), [45, 1])
    assert.deepEqual(look({ value: 5 }, { before: before.slice(1) }), [500, 1], 'five periods say nothing yet')
    assert.deepEqual(look({ value: 5 }, { before: [1, 1, 1, 1, 1, 1] }), [500, 1], 'what never moved asks not about a change')
    assert.equal(look({ value: 41 }, { before: [4, 4, 4, 4, 4, 4] }), 'vital.ask', 'but about ten times what it was')
    assert.deepEqual(look({ value: 41 }, { before: [0, 0, 0, 0, 0, 0] }), [4100, 1], 'of nothing nothing is ten times')
  })

  it('far from its past is refused, or taken and marked, as its definition says', () => {
    const before = [0.4, 0.42, 0.41, 0.39, 0.4, 0.43]
    assert.equal(look({ value: 5, reason: '管网抢修' }, { before, ...as({ unusual: 'block' }) }), 'vital.unusual')
    assert.deepEqual(look({ value: 5 }, { before, ...as({ unusual: 'warn' }) }), [500, 1])
    const marksOf = (change: Partial<VitalDefinition>, value: Partial<VitalValue>) => {
      const result = checkTold({ ...told, ...value }, { ...known, before, ...as(change) }, now)
      return result.ok && result.value.marks
    }
    assert.deepEqual(marksOf({ unusual: 'warn' }, { value: 5 }), [{ check: 'unusual', answer: 'warn', n: 6, usual: 0.405 }])
    assert.deepEqual(marksOf({}, { value: 5, reason: '管网抢修' }), [{ check: 'unusual', answer: 'ask', n: 6, usual: 0.405 }])
    assert.deepEqual(marksOf({ unusual: 'warn' }, { value: 0.41 }), [])
  })

  it('is judged as the ratio it makes, not by its numerator', () =>
    assert.equal(
      look({ value: 30, denominator: 20 }, as({ aggregation: 'ratio', times: 100, possible: { least: 0, most: 100 } })),
      'vital.impossible',
    ))
})

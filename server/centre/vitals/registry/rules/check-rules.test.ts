import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { KnownVital } from '../../../../flow/7-evaluate/vitals/types.ts'
import { checkRules } from './check-rules.ts'

const definition: VitalDefinition = {
  ...{ code: 'w.sold', name: { zh: '售水', en: 'Sold' }, board: 'facilities', track: '供水', unit: { zh: '吨', en: 't' } },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  source: { zh: '水厂', en: 'Waterworks' },
  rules: [{ is: 'at-most', of: ['w.made'], tolerance: 0, answer: 'block' }],
}
const other = (change: Partial<VitalDefinition> = {}, state: KnownVital['state'] = 'connected'): KnownVital => ({
  state,
  definition: { ...definition, code: 'w.made', ...change },
})
const look = (its: KnownVital | undefined, own: VitalDefinition = definition) => {
  const result = checkRules(own, (code) => (code === 'w.made' ? its : undefined))
  return result.ok ? 'fits' : result.refusal.code
}

describe('the rules of a vital', () => {
  it('name another vital of the same tier, cadence and unit', () => assert.equal(look(other()), 'fits'))
  const strange: [string, KnownVital | undefined][] = [
    ['nobody has', undefined],
    ['of another tier', other({ tier: 'grid' })],
    ['of another cadence', other({ cadence: 'month' })],
    ['in another unit', other({ unit: { zh: '万吨', en: '10,000 t' } })],
    ['that is a formula', other({ formula: '{a.b}' })],
    ['that was stopped', other({}, 'stopped')],
  ]
  for (const [name, its] of strange) it(`do not name one ${name}`, () => assert.equal(look(its), 'vital.rule-names'))
  it('do not name the vital itself', () => assert.equal(look(other(), { ...definition, code: 'w.made' }), 'vital.rule-names'))
  it('belong to no formula', () => assert.equal(look(other(), { ...definition, formula: '{w.made}' }), 'vital.rule-names'))
})

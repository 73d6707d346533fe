import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../contract/vital.ts'
import { fieldsOf, readFields } from './vital-draft.ts'

const definition: VitalDefinition = {
  ...{ code: 'a.b', name: { zh: '甲', en: 'A' }, board: 'society', track: 'food', unit: { zh: '件', en: 'cases' }, decimals: 0 },
  ...{ aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, normal: { most: 3 } },
  source: { zh: '来源', en: 'source' },
}

describe('the form of a definition', () => {
  it('gives back what it was filled from', () => {
    assert.deepEqual(readFields(fieldsOf(definition)), { definition, wrong: [] })
  })

  it('keeps how a vital is counted, which no field of it says', () => {
    const counted: VitalDefinition = { ...definition, count: { of: 'events', when: 'now', where: [{ is: 'open' }] } }
    assert.deepEqual(readFields(fieldsOf(counted), counted.count).definition, counted)
  })

  it('leaves out what is empty, and says which text is no number', () => {
    const { definition: read, wrong } = readFields({ ...fieldsOf(definition), 'normal.most': ' ', dueMinutes: '一小时' })
    assert.deepEqual([(read as VitalDefinition).normal, wrong], [undefined, ['dueMinutes']])
  })
})

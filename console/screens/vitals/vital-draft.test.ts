import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../contract/vital.ts'
import type { VitalCount } from '../../../contract/vital-count.ts'
import { countMissing, withSource } from './vital-count-draft.ts'
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

  it('says how readings of devices are counted, and gives it back', () => {
    const where = [{ field: 'device-kind', in: ['dust-station'] }]
    const counts: [VitalCount, VitalDefinition['aggregation']][] = [
      [{ of: 'readings', when: 'measured', where, reading: 'pm10' }, 'mean'],
      [{ of: 'readings', when: 'measured', where, reading: 'pm10', part: [{ within: { most: 150 }, not: true }] }, 'ratio'],
      [{ of: 'devices', when: 'measured', where, part: [{ is: 'heard' }] }, 'ratio'],
    ]
    for (const [count, aggregation] of counts) {
      const counted: VitalDefinition = { ...definition, aggregation, count }
      assert.deepEqual(readFields(fieldsOf(counted), counted.count), { definition: counted, wrong: [] })
    }
    const of = { ...fieldsOf(definition), 'count.of': 'readings', aggregation: 'ratio', 'count.kind': 'dust-station' }
    assert.deepEqual(readFields({ ...of, 'count.most': '很高' }).wrong, ['count.most'])
    assert.deepEqual([countMissing(of), countMissing({ ...of, 'count.reading': 'pm10', 'count.most': '150' })], [true, false])
    // Told again: the count goes.
    assert.deepEqual(readFields({ ...fieldsOf(definition), 'count.of': 'told' }, counts[0]![0]).definition, definition)
  })

  it('brings what goes with a source along, and leaves what fits', () => {
    const sum = fieldsOf({ ...definition, cadence: 'month' })
    assert.deepEqual(withSource(sum, 'readings'), { 'count.of': 'readings', aggregation: 'mean' })
    const highest = fieldsOf({ ...definition, aggregation: 'max', cadence: 'day' })
    assert.deepEqual(withSource(highest, 'readings'), { 'count.of': 'readings' })
    assert.deepEqual([withSource(sum, 'devices').aggregation, withSource(sum, 'told')], ['ratio', { 'count.of': 'told' }])
  })

  it('gives back the ranges of tiers, and drops those of tiers that are not above any more', () => {
    const ranged: VitalDefinition = {
      ...definition,
      normalAbove: [
        { tier: 'district', most: 60, bands: [{ band: 'attention', most: 80 }] },
        { tier: 'city', least: 5, most: 600 },
      ],
    }
    const fields = fieldsOf(ranged)
    assert.deepEqual(readFields(fields), { definition: ranged, wrong: [] })
    const moved = readFields({ ...fields, tier: 'district' }).definition as VitalDefinition
    assert.deepEqual(moved.normalAbove, [{ tier: 'city', least: 5, most: 600 }])
    const spoilt = { ...fields, 'above.city.most': '六百', 'above.district.bands': '很糟 80' }
    assert.deepEqual(readFields(spoilt).wrong, ['above.district.bands', 'above.city.most'])
  })

  it('leaves out what is empty, and says which text is no number', () => {
    const { definition: read, wrong } = readFields({ ...fieldsOf(definition), 'normal.most': ' ', dueMinutes: '一小时' })
    assert.deepEqual([(read as VitalDefinition).normal, wrong], [undefined, ['dueMinutes']])
  })
})

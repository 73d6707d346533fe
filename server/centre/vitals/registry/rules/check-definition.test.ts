import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalCount } from '../../../../../contract/vital-count.ts'
import type { Result } from '../../../../kernel/result.ts'
import { checkDefinition, checkFollows, checkHome, type Known } from './check-definition.ts'

const whole: VitalDefinition = {
  ...{ code: 'gas.online', name: { zh: '在线率', en: 'Online' }, board: 'facilities', track: 'gas', unit: { zh: '%', en: '%' } },
  ...{ decimals: 1, aggregation: 'ratio', times: 100, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 1 },
  ...{ numerator: { zh: '在线', en: 'online' }, denominator: { zh: '在册', en: 'registered' }, direction: 'more' },
  ...{ source: { zh: '燃气企业', en: 'gas firms' }, normal: { least: 90, most: 100 }, possible: { least: 0, most: 100 } },
  ...{ owner: 'u', ownerPost: 'p', objectKind: 'o', eventType: 'e' },
}
const known: Known = {
  unit: (id) => id === 'u',
  post: (id, unit) => id === 'p' && unit === 'u',
  objectKind: (id) => id === 'o',
  eventType: (id) => id === 'e',
  track: (board, code) => (board !== 'facilities' || code === 'ours' ? 'none' : code === 'lamps' ? 'stopped' : 'stands'),
  vital: () => undefined,
  reading: (kind, name) => (kind === 'dust' && name === 'pm10' ? 'µg/m³' : undefined),
  deviceKind: (id) => id === 'dust',
  pack: (id) => id === 'environment',
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const check = (more: Partial<VitalDefinition>) => codeOf(checkDefinition({ ...whole, ...more }, known))

describe('a definition', () => {
  it('is whole, with ranges that hold something', () => {
    assert.equal(check({}), 'ok')
    assert.equal(check({ board: 'sports' }), 'vital.track')
    assert.equal(check({ track: 'ours' }), 'vital.track')
    assert.equal(check({ track: 'lamps' }), 'vital.track-stopped')
    const { numerator: _, ...halved } = whole
    assert.equal(codeOf(checkDefinition(halved, known)), 'vital.fraction')
    assert.equal(check({ normal: { least: 5, most: 4 } }), 'vital.range')
    assert.equal(check({ possible: { least: 5, most: 4 } }), 'vital.range')
    assert.equal(check({ hysteresis: 5 }), 'ok')
    assert.equal(check({ hysteresis: 5.1 }), 'vital.hysteresis')
  })

  it('has a least sample only where it divides', () => {
    const formula = (text: string) => check({ aggregation: 'formula', formula: text, leastSample: 20 })
    assert.equal(check({ leastSample: 20 }), 'ok')
    assert.equal(check({ aggregation: 'sum', leastSample: 20 }), 'vital.least-sample')
    assert.deepEqual([formula('{a.b} / {c.d}'), formula('{a.b} - {c.d}')], ['ok', 'vital.least-sample'])
  })

  it('gives a range to tiers above the one that tells it alone, each once and with an end', () => {
    const above = (...normalAbove: NonNullable<VitalDefinition['normalAbove']>) => check({ normalAbove })
    assert.equal(above({ tier: 'district', least: 80 }, { tier: 'city', least: 85, most: 100 }), 'ok')
    for (const tier of ['grid', 'community', 'town'] as const) assert.equal(above({ tier, least: 80 }), 'vital.above', tier)
    assert.equal(above({ tier: 'city', least: 80 }, { tier: 'city', most: 100 }), 'vital.above')
    assert.equal(above({ tier: 'city' }), 'vital.above')
    assert.equal(above({ tier: 'city', least: 9, most: 8 }), 'vital.range')
    assert.equal(above({ tier: 'city', least: 99.5, most: 100 }), 'vital.hysteresis', 'by 1 on both sides no value is back')
  })

  it('names only what exists, a post of the unit that answers', () => {
    for (const field of ['owner', 'ownerPost', 'objectKind', 'eventType'] as const)
      assert.equal(check({ [field]: 'none' }), 'vital.names', field)
    const { owner: _, ...ownerless } = whole
    assert.equal(codeOf(checkDefinition(ownerless, known)), 'vital.names')
  })

  it('counts readings that devices of its kinds have, in their unit', () => {
    const unit = { zh: 'μg/m³', en: 'μg/m³' } // the other letter for micro
    const mean = { aggregation: 'mean' as const, unit }
    const counted = (where: VitalCount['where'], more: Partial<VitalCount> = {}, of: Partial<VitalDefinition> = mean) =>
      check({ ...of, count: { of: 'readings', when: 'measured', reading: 'pm10', where, ...more } })
    const dust = { field: 'device-kind', in: ['dust'] }
    assert.equal(counted([dust]), 'ok')
    assert.equal(counted([dust], { reading: 'ch4' }), 'vital.names')
    assert.equal(counted([{ field: 'device-kind', in: ['dust', 'gas'] }]), 'vital.names')
    assert.equal(counted([dust, { field: 'object-kind', in: ['x'] }]), 'vital.names')
    assert.equal(counted([dust, { field: 'object-kind', in: ['o'] }, { field: 'pack', in: ['environment'] }]), 'ok')
    assert.equal(counted([dust], {}, { ...mean, unit: { zh: 'mg/m³', en: 'mg/m³' } }), 'vital.unit')
    // A share has no unit of its readings, and its range holds something.
    assert.equal(counted([dust], { part: [{ within: { most: 150 } }] }, {}), 'ok')
    assert.equal(counted([dust], { part: [{ within: { least: 9, most: 1 } }] }, {}), 'vital.range')
  })

  it('keeps its code, and what stored numbers are read by once there are any', () => {
    assert.equal(codeOf(checkFollows(whole, { ...whole, code: 'gas.other' }, false)), 'vital.code-kept')
    for (const more of [{ aggregation: 'sum' }, { decimals: 2 }, { tier: 'grid' }, { cadence: 'hour' }, { times: 1 }] as const) {
      assert.equal(codeOf(checkFollows(whole, { ...whole, ...more }, true)), 'vital.shape-kept')
      assert.equal(codeOf(checkFollows(whole, { ...whole, ...more }, false)), 'ok')
    }
    assert.equal(codeOf(checkFollows(whole, { ...whole, normal: { least: 80 } }, true)), 'ok')
  })

  it('stands on a board of its tier', () => {
    assert.deepEqual(
      (['city', 'district', 'town', 'community'] as const).map((tier) => [
        codeOf(checkHome('facilities', tier)),
        codeOf(checkHome('town-safety', tier)),
      ]),
      [
        ...[
          ['ok', 'vital.not-your-board'],
          ['ok', 'vital.not-your-board'],
        ],
        ...[
          ['vital.not-your-board', 'ok'],
          ['vital.not-your-board', 'ok'],
        ],
      ],
    )
  })
})

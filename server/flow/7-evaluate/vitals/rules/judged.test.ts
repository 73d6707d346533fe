import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { type VitalTier, vitalAggregations, vitalTiers } from '../../../../../contract/vital-kinds.ts'
import { type Judged, judgedAt, judgedBy } from './judged.ts'

const words = { zh: '甲', en: 'A' }
const definition: VitalDefinition = {
  ...{ code: 'a.b', name: words, board: 'x', track: 'y', unit: words, decimals: 0, aggregation: 'sum', times: 1 },
  ...{ tier: 'community', cadence: 'day', dueMinutes: 60, hysteresis: 2, source: words, normal: { most: 10 } },
  bands: [{ band: 'attention', most: 12 }],
}
const grown: readonly VitalTier[] = ['town', 'district', 'city']

describe('the range in force', () => {
  it('of a tier without one of its own is that of the definition, but of what adds up there is none', () => {
    for (const aggregation of vitalAggregations.filter((one) => one !== 'formula'))
      for (const tier of vitalTiers.filter((one) => one !== 'grid')) {
        const found = judgedAt({ ...definition, aggregation }, tier)
        const isJudged = tier === 'community' || aggregation !== 'sum'
        assert.deepEqual(
          [found.normal, found.bands, found.hysteresis],
          isJudged ? [{ most: 10 }, definition.bands, 2] : [undefined, undefined, 0],
          `${aggregation} ${tier}`,
        )
      }
  })

  it('of a formula is inherited where its last step divides', () => {
    const of = (formula: string, tier: VitalTier) => judgedAt({ ...definition, aggregation: 'formula', formula }, tier).normal
    for (const tier of grown) {
      assert.deepEqual(of('{a.b} / {c.d}', tier), { most: 10 })
      for (const formula of ['{a.b} - {c.d}', '{a.b} * 2', '{a.b}']) assert.equal(of(formula, tier), undefined, formula)
    }
    assert.deepEqual(of('{a.b} - {c.d}', 'community'), { most: 10 })
  })

  it('of a distinct count is none above: each of its objects is in one area', () => {
    const count = { of: 'events' as const, when: 'now' as const, where: [], different: 'object' as const }
    assert.deepEqual(
      vitalTiers.slice(1).map((tier) => judgedAt({ ...definition, count }, tier).normal?.most),
      [10, undefined, undefined, undefined],
    )
  })

  it('is the one the tier was given, with its own bands or none, and the hysteresis of the definition', () => {
    const normalAbove: VitalDefinition['normalAbove'] = [
      { tier: 'district', least: 5, most: 60, bands: [{ band: 'serious', most: 100 }] },
      { tier: 'city', least: 100 },
    ]
    for (const aggregation of ['sum', 'mean'] as const) {
      const at = (tier: VitalTier): Judged => judgedAt({ ...definition, aggregation, normalAbove }, tier)
      assert.deepEqual(at('district'), { normal: { least: 5, most: 60 }, bands: [{ band: 'serious', most: 100 }], hysteresis: 2 })
      assert.deepEqual([at('city').normal?.least, at('city').bands], [100, undefined])
      assert.deepEqual(at('town').normal, aggregation === 'sum' ? undefined : { most: 10 }, 'of one tier alone')
    }
    const { normal: _, ...none } = definition
    assert.equal(judgedAt({ ...none, normalAbove }, 'community').normal, undefined)
  })

  it('of a coarser period is that of the tier where periods do not add up', () => {
    const normalAbove: VitalDefinition['normalAbove'] = [{ tier: 'city', most: 900 }]
    const at = (more: Partial<VitalDefinition>, tier: VitalTier) =>
      judgedBy({ ...definition, normalAbove, ...more }, { by: 'month', tier }).normal?.most
    assert.deepEqual([at({}, 'city'), at({}, 'town')], [undefined, undefined])
    assert.deepEqual([at({ overTime: 'last' }, 'city'), at({ overTime: 'last' }, 'town')], [900, undefined])
    assert.deepEqual([at({ aggregation: 'mean' }, 'city'), at({ aggregation: 'mean' }, 'town')], [900, 10])
  })
})

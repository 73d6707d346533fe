import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { checkBands } from './check-bands.ts'

const definition: VitalDefinition = {
  ...{
    code: 'w.cloud',
    name: { zh: '浊度', en: 'Turbidity' },
    board: 'facilities',
    track: '供水',
    unit: { zh: 'NTU', en: 'NTU' },
  },
  ...{ decimals: 1, aggregation: 'mean', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  ...{ source: { zh: '水厂', en: 'Waterworks' }, normal: { most: 1 }, direction: 'less' },
}
const look = (bands: VitalDefinition['bands'], change: Partial<VitalDefinition> = {}) => {
  const result = checkBands({ ...definition, bands, ...change })
  return result.ok ? 'fits' : result.refusal.code
}

describe('the bands of a vital', () => {
  it('lie around the normal range, each further out; the mildest may begin with it', () => {
    assert.equal(
      look([
        { band: 'attention', most: 1 },
        { band: 'abnormal', most: 2 },
      ]),
      'fits',
    )
    assert.equal(look([{ band: 'abnormal', most: 2 }]), 'fits')
    assert.equal(look(undefined), 'fits')
  })
  it('are none inside it, none twice, none in the wrong order, none without it', () => {
    assert.equal(look([{ band: 'attention', most: 0.5 }]), 'vital.bands')
    assert.equal(
      look([
        { band: 'attention', most: 2 },
        { band: 'abnormal', most: 2 },
      ]),
      'vital.bands',
    )
    assert.equal(
      look([
        { band: 'abnormal', most: 2 },
        { band: 'attention', most: 3 },
      ]),
      'vital.bands',
    )
    assert.equal(look([{ band: 'attention', most: 1 }], { normal: undefined }), 'vital.bands')
  })
  it('lie on the side that is bad', () => {
    assert.equal(look([{ band: 'attention', least: -1, most: 2 }]), 'vital.band-side')
    const more = { direction: 'more' as const, normal: { least: 95 } }
    assert.equal(look([{ band: 'attention', least: 90 }], more), 'fits')
    assert.equal(look([{ band: 'attention', least: 90, most: 100 }], more), 'vital.band-side')
    const both = { direction: 'within' as const, normal: { least: 6, most: 9 } }
    assert.equal(look([{ band: 'attention', least: 5, most: 10 }], both), 'fits')
  })
  it('are wide enough for the hysteresis', () =>
    assert.equal(
      look([{ band: 'attention', least: 5, most: 10 }], { direction: 'within', normal: { least: 6, most: 9 }, hysteresis: 3 }),
      'vital.bands',
    ))
  it('of a tier lie around the range of that tier', () => {
    const above = (most: number) =>
      look(undefined, { normalAbove: [{ tier: 'city', most: 60, bands: [{ band: 'attention', most }] }] })
    assert.deepEqual([above(60), above(59)], ['fits', 'vital.bands'])
  })
})

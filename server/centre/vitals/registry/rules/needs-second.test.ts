import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { needsSecond, withoutOpens } from './needs-second.ts'

const words = { zh: '浊度', en: 'Turbidity' }
const plain: VitalDefinition = {
  ...{ code: 'water.turbidity', name: words, board: 'facilities', track: 'water', unit: words, decimals: 2 },
  ...{ aggregation: 'mean', times: 1, tier: 'town', cadence: 'hour', dueMinutes: 30, hysteresis: 0.1, source: words },
  ...{ normal: { most: 1 }, eventType: 'city.manhole' },
}
const opens: VitalDefinition = { ...plain, opens: { hold: 2, causeHours: 24 } }

describe('a definition that two put in force', () => {
  it('is one that opens events, new or where it opened none, and one that opens none any more', () => {
    assert.deepEqual(
      [needsSecond(null, opens, false), needsSecond(plain, opens, false), needsSecond(opens, plain, false)],
      [true, true, true],
    )
    assert.deepEqual(
      [needsSecond(null, plain, false), needsSecond(plain, { ...plain, normal: { most: 2 } }, false)],
      [false, false],
    )
  })

  it('is one that opens them otherwise: by range, of its own tier or one above, hold, tier, coverage, bands, type or formula', () => {
    const others: Partial<VitalDefinition>[] = [
      ...[
        { normal: { most: 2 } },
        { hysteresis: 0 },
        { leastSample: 20 },
        { eventType: 'city.garbage' },
        { normalAbove: [{ tier: 'city' as const, most: 5 }] },
        { bands: [{ most: 3, band: 'serious' as const }] },
      ],
      ...[{ opens: { hold: 3, causeHours: 24 } }, { opens: { hold: 2, causeHours: 24, tier: 'district' as const } }],
      ...[{ opens: { hold: 2, causeHours: 24, covered: 80 } }, { formula: '{a.b} + 1' }],
    ]
    for (const other of others) assert.equal(needsSecond(opens, { ...opens, ...other }, false), true, JSON.stringify(other))
  })

  it('is not one that opens the same events under another name, or looks for causes longer', () => {
    for (const other of [
      { name: { zh: '浑浊度', en: 'Turbidity' } },
      { owner: 'unit' },
      { opens: { hold: 2, causeHours: 48 } },
      {},
    ])
      assert.equal(needsSecond(opens, { ...opens, ...other }, false), false, JSON.stringify(other))
  })

  it('is one that makes or refuses other values for a formula that opens events', () => {
    const values: Partial<VitalDefinition>[] = [
      ...[{ aggregation: 'max' as const }, { times: 100 as const }, { formula: '{a.b} * 2' }, { possible: { most: 5 } }],
      ...[{ unusual: 'block' as const }, { tier: 'district' as const }],
    ]
    for (const other of values) {
      assert.deepEqual(
        [true, false].map((feeds) => needsSecond(plain, { ...plain, ...other }, feeds)),
        [true, false],
      )
      assert.equal(needsSecond(opens, { ...opens, ...other }, false), true, JSON.stringify(other))
    }
    assert.equal(needsSecond(plain, { ...plain, normal: { most: 2 }, owner: 'unit' }, true), false)
    assert.equal(needsSecond(null, plain, true), false, 'nothing stands on what is new')
  })

  it('opens nothing as one person puts it in force', () => {
    assert.deepEqual(withoutOpens(opens), plain)
  })
})

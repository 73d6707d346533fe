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
    assert.deepEqual([needsSecond(null, opens), needsSecond(plain, opens), needsSecond(opens, plain)], [true, true, true])
    assert.deepEqual([needsSecond(null, plain), needsSecond(plain, { ...plain, normal: { most: 2 } })], [false, false])
  })

  it('is one that opens them otherwise: by range, of its own tier or one above, hold, tier, coverage, bands, type or formula', () => {
    const others: Partial<VitalDefinition>[] = [
      ...[
        { normal: { most: 2 } },
        { hysteresis: 0 },
        { eventType: 'city.garbage' },
        { normalAbove: [{ tier: 'city' as const, most: 5 }] },
        { bands: [{ most: 3, band: 'serious' as const }] },
      ],
      ...[{ opens: { hold: 3, causeHours: 24 } }, { opens: { hold: 2, causeHours: 24, tier: 'district' as const } }],
      ...[{ opens: { hold: 2, causeHours: 24, covered: 80 } }, { formula: '{a.b} + 1' }],
    ]
    for (const other of others) assert.equal(needsSecond(opens, { ...opens, ...other }), true, JSON.stringify(other))
  })

  it('is not one that opens the same events under another name, or looks for causes longer', () => {
    for (const other of [
      { name: { zh: '浑浊度', en: 'Turbidity' } },
      { owner: 'unit' },
      { opens: { hold: 2, causeHours: 48 } },
      {},
    ])
      assert.equal(needsSecond(opens, { ...opens, ...other }), false, JSON.stringify(other))
  })

  it('opens nothing as one person puts it in force', () => {
    assert.deepEqual(withoutOpens(opens), plain)
  })
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { checkOpens } from './check-opens.ts'

const words = { zh: '甲', en: 'A' }
const share: VitalDefinition = {
  ...{ code: 'a.b', name: words, board: 'x', track: 'y', unit: words, decimals: 0, aggregation: 'ratio', times: 1 },
  ...{ tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, source: words, normal: { least: 90 }, eventType: 'e' },
}
const check = (more: Partial<VitalDefinition>) => {
  const found = checkOpens({ ...share, ...more })
  return found.ok ? 'ok' : found.refusal.code
}

it('opens events at a tier whose number is judged, of a type that is named', () => {
  const opens = { hold: 1, causeHours: 24, tier: 'city' as const }
  const sum = { aggregation: 'sum' as const, opens }
  assert.equal(check({ opens }), 'ok', 'a share of the city has the range of a town')
  assert.equal(check(sum), 'vital.opens')
  assert.equal(check({ ...sum, normalAbove: [{ tier: 'district', most: 60 }] }), 'vital.opens')
  assert.equal(check({ ...sum, normalAbove: [{ tier: 'city', most: 60 }] }), 'ok')
  assert.equal(check({ ...sum, opens: { hold: 1, causeHours: 24 } }), 'ok', 'of the tier that tells it')
  assert.equal(check({ opens: { ...opens, tier: 'community' } }), 'vital.opens-tier')
  assert.deepEqual([check({ opens, eventType: undefined }), check({ opens, normal: undefined })], ['vital.opens', 'vital.opens'])
  const formula = (text: string) => check({ opens, aggregation: 'formula', formula: text })
  assert.deepEqual([formula('{a.c} / {a.d}'), formula('{a.c} - {a.d}')], ['ok', 'vital.opens'])
})

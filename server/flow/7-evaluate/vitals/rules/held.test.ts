import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Part } from '../types.ts'
import { worthOf } from './combine.ts'
import { type HeldVersion, heldIn, nothingHeld, reckonHeld } from './held.ts'

const zone = 'Asia/Shanghai'
const day = (n: number): number => Date.parse(`2026-02-${String(n).padStart(2, '0')}T00:00:00+08:00`)
const words = { zh: 'x', en: 'x' }
const base: VitalDefinition = {
  ...{ code: 'a.on', name: words, board: 'facilities', track: 'gas', unit: words, decimals: 0, aggregation: 'sum', times: 1 },
  ...{ tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, source: words },
}
const formula = (code: string, text: string, times: 1 | 100 = 1): VitalDefinition => ({
  ...base,
  code,
  aggregation: 'formula',
  formula: text,
  times,
})
const on = { id: 1, definition: base }
const off = { id: 2, definition: { ...base, code: 'a.off' } }
const share = { id: 3, definition: formula('a.share', '{a.off} / {a.on}', 100) }
const twice = { id: 4, definition: formula('a.twice', '2 * {a.share}') }
const operands = new Map([on, off, share].map((one) => [one.definition.code, one]))
const part = (num: number): Part => ({ num, den: 0, n: 1, newest: 0, oldest: 0 })
const partAt = (id: number) => part(id === 1 ? 40 : 10)
const row = (more: Partial<HeldVersion> = {}): HeldVersion => ({
  ...{ area: 'd', vital: 3, version: 1, definition: formula('a.share', '{a.off} / ({a.on} + {a.off})') },
  ...{ from: day(1), until: day(29), at: 5, ...more },
})
const number = (vital: typeof share, period: number, rows: readonly HeldVersion[], line = ['t', 'd', 'c']) => {
  const found = reckonHeld(vital, { period, by: 'day' }, { operands, partAt }, heldIn(rows, line, zone))
  return [worthOf(vital.definition, found), found?.by?.[0] ?? null]
}

describe('a formula of a closed period', () => {
  it('is what it was by the version of then, in its own scale, and says which; of another period by the one in force', () => {
    assert.deepEqual(number(share, day(5), [row()]), [0.2, 1])
    assert.deepEqual(number(share, day(29), [row()]), [25, null])
    assert.deepEqual(number(share, day(5), [row({ until: day(5) })]), [25, null], 'only partly closed')
  })

  it('is so through the formulas it stands on', () => {
    assert.deepEqual(number(twice, day(5), [row()]), [0.4, null])
    assert.deepEqual(number(twice, day(29), [row()]), [50, null])
  })

  it('is held by its area and those above it alone, by the first that closed it', () => {
    assert.deepEqual(number(share, day(5), [row({ area: 'other' })]), [25, null])
    const later = row({ area: 'c', at: 9, version: 2, definition: formula('a.share', '{a.on}') })
    assert.deepEqual(number(share, day(5), [later, row()]), [0.2, 1])
    assert.deepEqual(number(share, day(5), [later]), [40 * 1, 2])
    assert.equal(heldIn([row()], ['x'], zone), nothingHeld)
  })
})

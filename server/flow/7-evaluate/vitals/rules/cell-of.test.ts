import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cellOf, duePeriod } from './cell-of.ts'

const zone = 'Asia/Shanghai'
const ms = (local: string) => Date.parse(`${local}+08:00`)
const said = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
const definition = {
  ...{
    code: 'a.b',
    name: { zh: '甲', en: 'A' },
    board: 'x',
    track: 'y',
    unit: { zh: '%', en: '%' },
    decimals: 1,
    times: 100 as const,
  },
  ...{
    aggregation: 'ratio' as const,
    tier: 'town' as const,
    cadence: 'day' as const,
    dueMinutes: 120,
    hysteresis: 0,
    source: { zh: '甲', en: 'A' },
  },
}

describe('the cell of a vital', () => {
  it('carries both its numbers, how many told it, and from when', () => {
    const about = { definition, of: 12, standing: 'normal' as const, now: ms('2026-11-28T03:00'), zone }
    const part = { num: 985, den: 1000, n: 11, newest: ms('2026-11-28T01:00'), oldest: ms('2026-11-27T23:00') }
    assert.deepEqual(cellOf(ms('2026-11-27T00:00'), part, about), {
      ...{ period: '2026-11-27', value: 98.5, numerator: 98.5, denominator: 100, n: 11, of: 12 },
      ...{ newest: '2026-11-27T17:00:00.000Z', oldest: '2026-11-27T15:00:00.000Z', standing: 'normal', stale: false },
    })
  })

  it('of nothing has no value; of nothing due neither', () => {
    const about = { definition, of: 12, standing: 'unknown' as const, now: ms('2026-11-28T03:00'), zone }
    const { value, n, newest } = cellOf(ms('2026-11-27T00:00'), null, about)
    assert.deepEqual([value, n, newest], [null, 0, null])
    assert.equal(cellOf(ms('2026-11-27T00:00'), { num: 0, den: 0, n: 3, newest: 1, oldest: 1 }, about).value, null)
  })

  it('is stale once a newer one should be there, not before', () => {
    assert.equal(said(duePeriod(definition, ms('2026-11-28T01:59'), zone)), '2026-11-26T00:00')
    assert.equal(said(duePeriod(definition, ms('2026-11-28T02:00'), zone)), '2026-11-27T00:00')
    const about = { definition, of: 12, standing: 'normal' as const, now: ms('2026-11-28T02:00'), zone }
    const part = { num: 1, den: 1, n: 1, newest: 1, oldest: 1 }
    assert.equal(cellOf(ms('2026-11-26T00:00'), part, about).stale, true)
    assert.equal(cellOf(ms('2026-11-28T00:00'), part, about).stale, false, 'today, though it is not over')
  })
})

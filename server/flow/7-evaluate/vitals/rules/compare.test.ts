import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalCell } from '../../../../../contract/vital.ts'
import type { Part } from '../types.ts'
import { compare, sameAreas } from './compare.ts'

const cell = (value: number | null, n = 41, more: Partial<VitalCell> = {}): VitalCell => ({
  ...{ period: '2026-10', value, numerator: null, denominator: null, n, of: 41, newest: null, oldest: null },
  ...{ version: 1, oldestVersion: 1, standing: 'normal', band: null, stale: false, periods: null },
  ...more,
})
const sum = { adds: true, times: 1, how: 'added', same: true } as const
const said = (...given: Parameters<typeof compare>) => {
  const { why, by, percent } = compare(...given)
  return [why, by, percent]
}

describe('a number held against an earlier one', () => {
  it('is said in its unit and in per cent; of a percentage in points, of a zero in its unit', () => {
    assert.deepEqual(said(cell(6), cell(5), sum), [null, 1, 20])
    assert.deepEqual(said(cell(-6), cell(-5), sum), [null, -1, -20])
    assert.deepEqual(said(cell(6), cell(0), sum), [null, 6, null])
    assert.deepEqual(said(cell(90), cell(80), { ...sum, adds: false, times: 100 }), [null, 10, null])
  })

  it('claims nothing where one of them is missing', () => {
    assert.deepEqual(said(cell(null), cell(5), sum), ['none', null, null])
    assert.deepEqual(said(cell(6), null, sum), ['none', null, null])
    assert.equal(compare(cell(null), cell(5), sum).cell?.value, 5, 'the other is shown')
  })

  it('that adds up claims nothing over other areas: a missing one is no fall', () => {
    assert.deepEqual(said(cell(4.82, 35), cell(5.06, 36), sum), ['areas', null, null])
    assert.deepEqual(said(cell(4.82, 35), cell(5.06, 35), { ...sum, same: false }), ['areas', null, null])
    assert.equal(said(cell(4.82, 35), cell(5.06, 36), { ...sum, adds: false })[0], null, 'a ratio adds up nothing')
  })

  it('of a formula whose vitals are not all told by every area claims nothing, quotient or sum', () => {
    const uneven = cell(90, 40, { uneven: true })
    assert.equal(said(uneven, cell(80), { ...sum, adds: false, times: 100 })[0], 'areas')
    assert.equal(said(cell(80, 40), uneven, { ...sum, adds: false })[0], 'areas')
  })

  it('of a period that runs and grows claims nothing: a morning is no fall from a day', () => {
    assert.deepEqual(said(cell(73), cell(0), { ...sum, grows: true }), ['running', null, null])
  })

  it('of a coarser period that still runs claims nothing, but as its last value stands', () => {
    const october = cell(310, 1271, { of: 1271, periods: { told: 31, due: 31, of: 31, last: null } })
    const november = (due: number) => cell(270, 1230, { of: 1230, periods: { told: due, due, of: 30, last: null } })
    assert.deepEqual(said(november(27), october, sum), ['running', null, null])
    assert.equal(said(november(30), october, sum)[1], -40, 'thirty days against thirty-one, both whole')
    assert.equal(said({ ...november(30), n: 1200 }, october, sum)[0], 'areas', 'days are missing')
    assert.equal(said(november(27), october, { ...sum, how: 'last' })[1], -40)
  })
})

it('the same areas: by name, of their own period each with as much below it', () => {
  const of = (...given: [string, number][]) => new Map(given.map(([code, n]) => [code, { n } as Part]))
  assert.equal(sameAreas(of(['a', 1], ['b', 2]), of(['b', 2], ['a', 1]), false), true)
  assert.equal(sameAreas(of(['a', 1], ['b', 2]), of(['a', 1], ['c', 2]), false), false)
  assert.equal(sameAreas(of(['a', 1]), of(['a', 2]), false), false)
  assert.equal(sameAreas(of(['a', 30]), of(['a', 31]), true), true)
  assert.equal(sameAreas(of(), of(['a', 1]), true), false)
})

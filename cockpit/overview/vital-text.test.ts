import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VitalCell } from '../../contract/vital.ts'
import { ofPeriod, standingWords } from './vital-text.ts'

const now = Date.parse('2026-11-29T05:00:00+08:00')
const of = (period: string, cadence: Parameters<typeof ofPeriod>[0]['cadence']) =>
  ofPeriod({ cadence, cell: { period } as VitalCell }, now)

test('a number of a day or longer says which, with the year where it is another one', () => {
  assert.deepEqual(
    [of('2026-11-28', 'day'), of('2026-W48', 'week'), of('2026-10', 'month'), of('2026-Q3', 'quarter'), of('2026', 'year')],
    ['11月28日', '第48周', '10月', '3季度', '2026年'],
  )
  assert.equal(of('2025-12', 'month'), '2025年12月')
  assert.equal(of('2026-11-29T04', 'hour'), '', 'of an hour its age says enough')
  assert.equal(ofPeriod({ cadence: 'day', cell: null }, now), '')
})

test('an out-of-date one says so in the letters a line of the panel has', () => {
  const cell = { period: '2026-11-29T02', n: 1, stale: true } as VitalCell
  const shown = { state: 'connected', cell, normal: null } as Parameters<typeof standingWords>[0]
  assert.deepEqual(
    [standingWords(shown).words, standingWords(shown, now).words],
    ['断报，最近一期 2026年11月29日 2时', '断报，最近 11月29日 2时'],
  )
})

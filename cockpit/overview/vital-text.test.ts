import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VitalCell } from '../../contract/vital.ts'
import { bothText, isUnsure, ofPeriod, standingWords, toldText } from './vital-text.ts'

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

test('without a number it says why: nobody told it, a vital of its formula has none, or it would be divided by nought', () => {
  const why = (cell: Partial<VitalCell> | null, reckoned = false) =>
    standingWords({ state: 'connected', cell, normal: null, reckoned } as Parameters<typeof standingWords>[0]).words
  assert.deepEqual([why(null), why({ n: 0 }), why(null, true)], ['没有报数', '没有报数', '有的项没有数'])
  assert.equal(why({ n: 1, value: null, numerator: 0, denominator: 0 }), '分母为零')
})

test('a share of too few cases says how many there would have to be, and nothing else of how it stands', () => {
  const cell = {
    n: 1,
    value: 33.3,
    numerator: 1,
    denominator: 3,
    standing: 'unknown',
    leastSample: 20,
    stale: false,
  } as VitalCell
  const shown = { state: 'connected', cell, normal: { most: 20 } } as Parameters<typeof standingWords>[0]
  assert.deepEqual([standingWords(shown), isUnsure(shown)], [{ words: '样本不足 20，不判', off: false }, true])
  assert.equal(standingWords(shown, now).words, '样本不足 20', 'in the letters a line has')
  assert.equal(isUnsure({ ...shown, normal: null }), false)
})

test('the two numbers and the areas of an out-of-date value are marked as of before it', () => {
  const cell = { numerator: 8399, denominator: 8967, n: 38, of: 41, stale: false } as VitalCell
  const said = (one: VitalCell) => [bothText({ cell: one }), toldText(one)]
  assert.deepEqual(said(cell), ['8,399/8,967', '38/41 处报数'])
  assert.deepEqual(said({ ...cell, stale: true }), ['断报前 8,399/8,967', '断报前 38/41 处报数'])
  assert.deepEqual([bothText({ cell: { ...cell, numerator: null, stale: true } }), toldText(null)], ['', ''])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VitalCell } from '../../../contract/vital.ts'
import { noValue, rangeWords } from './vital-words.ts'

const row = { state: 'connected', tier: 'town', here: true, lacks: null, reckoned: false, cell: null } as const

test('why there is no number: the list and the page say the same, in words a column has room for', () => {
  const zero = { n: 1, value: null, numerator: 0, denominator: 0 } as VitalCell
  assert.equal(noValue({ ...row, cell: zero }), '分母为零')
  assert.equal(noValue(row), '没有报数')
  assert.equal(noValue({ ...row, reckoned: true }), '有的项没有数', 'nobody tells a formula')
  assert.equal(noValue({ ...row, here: false }), '由镇街报数')
})

test('without a range a number is 未判, as the list calls it', () => {
  const page = { definition: { cadence: 'day', tier: 'town' }, area: { tier: 'town' }, normal: null, by: 'day' } as Parameters<
    typeof rangeWords
  >[0]
  assert.equal(rangeWords(page), '未判：没有定常态')
})

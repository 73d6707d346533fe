import assert from 'node:assert/strict'
import { it } from 'node:test'
import { roundedTo, shownDecimals } from './vital-digits.ts'

const unit = (zh: string) => ({ zh, en: zh })

it('a value is written with the decimals of its vital, a percentage with one at least', () => {
  assert.equal(shownDecimals({ decimals: 0, unit: unit('%') }), 1)
  assert.equal(shownDecimals({ decimals: 0, unit: unit('起') }), 0)
  assert.equal(shownDecimals({ decimals: 3, unit: unit('%') }), 3)
  assert.equal(roundedTo(93.333333333, 1), 93.3)
  assert.equal(roundedTo(0.1234, 3), 0.123)
  assert.equal(roundedTo(12, 2), 12)
  assert.equal(roundedTo(1 / 3, undefined), 0.33)
})

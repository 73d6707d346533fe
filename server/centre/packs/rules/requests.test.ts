import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isSecond } from './requests.ts'

it('a second of the place decides; of a district the city refuses only', () => {
  const [district, city] = [{ area: '99/990101/' }, { area: '' }]
  const [own, whole] = [{ whole: false }, { whole: true }]
  assert.deepEqual([isSecond('confirm', district, own), isSecond('refuse', district, own)], [true, true])
  assert.deepEqual([isSecond('confirm', district, whole), isSecond('refuse', district, whole)], [false, true])
  assert.deepEqual([isSecond('confirm', city, whole), isSecond('refuse', city, whole)], [true, true])
})

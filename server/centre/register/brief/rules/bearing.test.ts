import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bearing } from './bearing.ts'

it('a bearing is degrees from north, clockwise, also where degrees of longitude are short', () => {
  assert.equal(bearing([106, 29.5], [106, 29.6]), 0)
  assert.equal(bearing([106, 29.5], [106.1, 29.5]), 90)
  assert.equal(bearing([106, 29.5], [106, 29.4]), 180)
  assert.equal(bearing([106, 29.5], [105.9, 29.5]), 270)
  assert.equal(bearing([106, 60], [106.02, 60.01]), 45)
  assert.equal(bearing([106, 29.5], [105.99999, 29.6]), 0)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDue } from './nightly.ts'

const at = (city: string) => Date.parse(`2026-04-10T${city}+08:00`)

test('a wall is opened anew at four by the clock of the city, once a night', () => {
  assert.equal(isDue(at('00:10:00'), at('03:59:59')), false)
  assert.equal(isDue(at('00:10:00'), at('04:00:30')), true)
  assert.equal(isDue(at('04:00:35'), at('04:59:59')), false, 'just opened')
  assert.equal(isDue(at('00:10:00'), at('05:00:00')), false)
})

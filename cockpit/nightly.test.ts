import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDue, isFull } from './nightly.ts'

const at = (city: string) => Date.parse(`2026-04-10T${city}+08:00`)

test('a wall is opened anew at four by the clock of the city, once a night', () => {
  assert.equal(isDue(at('00:10:00'), at('03:59:59')), false)
  assert.equal(isDue(at('00:10:00'), at('04:00:30')), true)
  assert.equal(isDue(at('04:00:35'), at('04:59:59')), false, 'just opened')
  assert.equal(isDue(at('00:10:00'), at('05:00:00')), false)
})

test('and before its memory fills, at most once an hour; not where the browser does not say', () => {
  const [born, later] = [at('09:00:00'), at('10:00:01')]
  assert.deepEqual([isFull(451, born, later), isFull(450, born, later), isFull(null, born, later)], [true, false, false])
  assert.equal(isFull(900, born, at('09:59:59')), false)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterFix, afterTime, begun, better } from './locate.ts'

const fix = (accuracyM: number) => ({ lon: 106.59, lat: 29.61, accuracyM })

test('the smaller circle wins, a later worse fix changes nothing', () => {
  assert.equal(better(null, fix(80)).accuracyM, 80)
  assert.equal(better(fix(80), fix(25)).accuracyM, 25)
  assert.equal(better(fix(25), fix(80)).accuracyM, 25)
})

test('ten metres end the search, more go on until the time is over', () => {
  const first = afterFix(begun, fix(60))
  assert.equal(first.done, false)
  assert.equal(afterFix(first, fix(10)).done, true)
  const over = afterTime(first)
  assert.deepEqual([over.done, over.best?.accuracyM, over.problem], [true, 60, null])
})

test('no fix at all is said, with its reason', () => {
  assert.equal(afterTime(begun).problem, 'none')
  assert.equal(afterTime({ ...begun, problem: 'denied' }).problem, 'denied')
})

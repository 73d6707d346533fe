import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atRest, counted } from './slow.ts'

test('a wall is slow after two counts under twenty frames a second, and well again only with thirty', () => {
  const slowAfter = (...counts: number[]): boolean => counts.reduce(counted, atRest).slow
  assert.equal(slowAfter(60, 19), false, 'one may be a change of screens')
  assert.equal(slowAfter(19, 60, 19), false)
  assert.equal(slowAfter(19, 12), true)
  assert.equal(slowAfter(20, 20, 20), false)
  assert.equal(slowAfter(19, 12, 25), true, 'between the two it stays as it is')
  assert.equal(slowAfter(19, 12, 30), false)
  assert.equal(slowAfter(19, 12, 30, 19), false, 'and begins anew')
})

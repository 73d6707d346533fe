import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageOf, oldMs } from './age.ts'

test('figures are marked when they are older than the wall asks for new ones, not before', () => {
  assert.deepEqual(ageOf(1000, 1000 + oldMs), { ms: oldMs, old: false })
  assert.equal(ageOf(1000, 1001 + oldMs).old, true)
  assert.deepEqual(ageOf(1000, 0), { ms: 0, old: false })
})

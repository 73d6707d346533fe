import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lockKeys } from './lock-keys.ts'

it('every advisory lock has a key of its own', () => {
  const keys = Object.values(lockKeys)
  assert.equal(new Set(keys).size, keys.length)
})

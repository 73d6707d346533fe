import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packParts, unpackParts } from './pack-parts.ts'

describe('parts in a row', () => {
  it('come out as they went in, whatever stands before them in memory', () => {
    const parts = [
      { num: -12.5, den: 0, n: 1, newest: 1_774_000_000_123, oldest: 1_774_000_000_000 },
      { num: 2 ** 53 - 1, den: 3, n: 65_300, newest: 0, oldest: -1 },
    ]
    const shifted = Buffer.concat([Buffer.from('abc'), packParts(parts)]).subarray(3)
    assert.deepEqual(unpackParts(shifted), parts)
    assert.deepEqual(unpackParts(packParts([])), [])
  })

  it('that are cut short are refused', () =>
    assert.throws(() => unpackParts(packParts([{ num: 1, den: 1, n: 1, newest: 1, oldest: 1 }]).subarray(1)), /39 bytes/))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sharedBuffers } from './shared-buffers.ts'

const GB = 1024 ** 3

describe("PostgreSQL's own cache", () => {
  it('is small for a demo city, whatever the machine has', () => {
    assert.equal(sharedBuffers(0, 64 * GB), '128MB')
    assert.equal(sharedBuffers(1 * GB, 64 * GB), '128MB')
  })
  it('grows with the database, as far as an eighth of the memory and 2 GB', () => {
    assert.equal(sharedBuffers(27 * GB, 24 * GB), '1664MB')
    assert.equal(sharedBuffers(27 * GB, 8 * GB), '1024MB')
    assert.equal(sharedBuffers(27 * GB, 0.5 * GB), '128MB')
    assert.equal(sharedBuffers(400 * GB, 64 * GB), '2048MB')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { saidElsewhere } from './said-elsewhere.ts'

describe('what the phone said beside the place of the object', () => {
  it('is told in whole metres when it is far', () => assert.equal(saidElsewhere(1_111.6, null), 1_112))
  it('is not told when it is near', () => assert.deepEqual([saidElsewhere(444, null), saidElsewhere(500, 0)], [null, null]))
  it('is not told when it may be near: a vague fix says nothing', () =>
    assert.deepEqual([saidElsewhere(1_112, 800), saidElsewhere(1_112, 20)], [null, 1_112]))
})

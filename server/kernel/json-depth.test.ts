import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tooDeep } from './json-depth.ts'

const nested = (depth: number): unknown => JSON.parse(`${'{"of":'.repeat(depth)}1${'}'.repeat(depth)}`)

describe('how deep JSON goes', () => {
  it('is told with the place where it is too deep', () => {
    assert.equal(tooDeep(1, 0), null)
    assert.equal(tooDeep(null, 0), null)
    assert.equal(tooDeep(nested(3), 3), null)
    assert.equal(tooDeep(nested(4), 3), '/of/of/of')
    assert.equal(tooDeep({ a: [1, [2]], b: [[[]]] }, 3), '/b/0/0')
    assert.equal(tooDeep([[], {}], 2), null)
  })
  it('is found out without going deeper', () => assert.equal(tooDeep(nested(100_000), 64), '/of'.repeat(64)))
})

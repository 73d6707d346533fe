import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eachOnce } from './each-once.ts'

describe('whom a list of posts means', () => {
  it('is everybody once, under the post named first', () => {
    const hub = { post: 'commander', person: 'p1' }
    assert.deepEqual(eachOnce([hub, { post: 'duty', person: 'p1' }, { post: 'duty', person: 'p2' }, hub]), [
      hub,
      { post: 'duty', person: 'p2' },
    ])
  })

  it('keeps each post nobody holds', () => {
    const empty = [
      { post: 'a', person: null },
      { post: 'b', person: null },
    ]
    assert.deepEqual(eachOnce([...empty, ...empty]), empty)
  })
})

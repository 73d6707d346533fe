import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unmannedWhy } from './unmanned-why.ts'

const held = { person: 'p-1' }
const empty = { person: null }

describe('why nobody can be called for a part', () => {
  it('is nothing as soon as one post is held', () => {
    assert.equal(unmannedWhy({}, [empty, held], true), null)
    assert.equal(unmannedWhy({ charge: 'grid' }, [held], true), null)
  })
  it('is an empty post before it is a missing one', () => {
    assert.equal(unmannedWhy({ charge: 'grid' }, [empty], true), 'unheld')
  })
  it('is that no such post is here; with a charge of an object, that nobody is named for it either', () => {
    assert.equal(unmannedWhy({}, [], true), 'no-post')
    assert.equal(unmannedWhy({ charge: 'grid' }, [], false), 'no-post')
    assert.equal(unmannedWhy({ charge: 'grid' }, [], true), 'no-charge')
  })
})

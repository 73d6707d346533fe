import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { namedOf } from './named.ts'

describe('how many of each kind are named', () => {
  it('keeps a quarter for each kind, and gives the rest to the gravest', () => {
    assert.deepEqual(namedOf({ event: 90, vital: 6, object: 27 }, 24), { event: 12, vital: 6, object: 6 })
    assert.deepEqual(namedOf({ event: 1, vital: 40, object: 27 }, 24), { event: 1, vital: 17, object: 6 })
  })

  it('names all where all have a place', () => {
    assert.deepEqual(namedOf({ event: 0, vital: 4, object: 20 }, 24), { event: 0, vital: 4, object: 20 })
    assert.deepEqual(namedOf({ event: 0, vital: 0, object: 0 }, 24), { event: 0, vital: 0, object: 0 })
  })
})

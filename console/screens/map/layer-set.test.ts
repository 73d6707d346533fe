import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mostLayers, readLayers, switched } from './layer-set.ts'

describe('layers in an address', () => {
  it('are the kinds there are, in their order, at most so many', () => {
    assert.deepEqual(readLayers('road,tree,hydrant'), ['hydrant', 'road'])
    assert.deepEqual(readLayers(undefined), [])
    assert.equal(readLayers('hydrant,water,road,shelter,assembly,key-unit,footprint').length, mostLayers)
  })
  it('are switched one by one; with none left the address says nothing', () => {
    assert.equal(switched(['hydrant'], 'road'), 'hydrant,road')
    assert.equal(switched(['hydrant', 'road'], 'hydrant'), 'road')
    assert.equal(switched(['road'], 'road'), undefined)
  })
})

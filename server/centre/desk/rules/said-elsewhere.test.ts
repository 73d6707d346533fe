import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { saidElsewhere } from './said-elsewhere.ts'

const tower = { lon: 106.6, lat: 29.6 }
/** 0.01° of latitude are 1 112 m */
const north = (degrees: number, accuracyM: number | null = null) => ({ lon: 106.6, lat: 29.6 + degrees, accuracyM })

describe('what the phone said beside the place of the object', () => {
  it('is told in metres when it is far', () => assert.equal(saidElsewhere(tower, north(0.01)), 1_112))
  it('is not told when it is near, or the phone said nothing', () => {
    assert.equal(saidElsewhere(tower, north(0.004)), null)
    assert.equal(saidElsewhere(tower, null), null)
  })
  it('is not told when it may be near: a vague fix says nothing', () => {
    assert.equal(saidElsewhere(tower, north(0.01, 800)), null)
    assert.equal(saidElsewhere(tower, north(0.01, 20)), 1_112)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Box, countLevels, inside, widened } from './geo.ts'

const box: Box = [106.5, 29.5, 106.7, 29.7]

describe('what is in view', () => {
  it('holds its edge', () => {
    assert.equal(inside(box, { lon: 106.5, lat: 29.7 }), true)
    assert.equal(inside(box, { lon: 106.71, lat: 29.6 }), false)
  })
  it('asks for a little more than is seen, in steps', () => assert.deepEqual(widened(box, 0.1), [106.48, 29.48, 106.72, 29.72]))
  it('is counted by level', () => assert.deepEqual(countLevels([1, 5, 5, 0]), { 0: 1, 1: 1, 2: 0, 3: 0, 4: 0, 5: 2 }))
})

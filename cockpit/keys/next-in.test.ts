import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextIn } from './next-in.ts'

const box = (x: number, y: number) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 })
const grid = [box(0, 0), box(100, 0), box(0, 50), box(100, 50), box(40, 100)]

test('arrows follow rows and columns', () => {
  assert.equal(nextIn(grid, 0, 'right'), 1)
  assert.equal(nextIn(grid, 0, 'down'), 2)
  assert.equal(nextIn(grid, 3, 'left'), 2)
  assert.equal(nextIn(grid, 3, 'up'), 1)
})
test('nothing lies beyond the edge, and one begins with the first', () => {
  assert.equal(nextIn(grid, 0, 'left'), null)
  assert.equal(nextIn(grid, null, 'down'), 0)
  assert.equal(nextIn([], null, 'down'), null)
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stackMarks } from './stack-marks.ts'

describe('stackMarks', () => {
  it('leaves signs with room between them on one line', () => {
    assert.deepEqual(stackMarks([0, 10, 20], 5), [0, 0, 0])
    assert.deepEqual(stackMarks([0, 5, 10], 5), [0, 0, 0], 'side by side is no overlap')
    assert.deepEqual(stackMarks([]), [])
  })
  it('moves what would cover another one down, and comes back up as soon as there is room', () => {
    assert.deepEqual(stackMarks([0, 2, 4, 6, 20], 5), [0, 1, 2, 0, 0])
    assert.deepEqual(stackMarks([0, 0, 0], 5), [0, 1, 2], 'at the same moment')
  })
  it('gives each its line in the order it was asked', () => {
    assert.deepEqual(stackMarks([12, 0, 10], 5), [1, 0, 0])
  })
  it('never lets two of a line lie nearer than a sign is wide', () => {
    const lefts = Array.from({ length: 40 }, (_, i) => (i * 37) % 100)
    const lines = stackMarks(lefts, 5)
    for (const line of new Set(lines)) {
      const own = lefts.filter((_, i) => lines[i] === line).toSorted((a, b) => a - b)
      for (const [i, left] of own.entries()) assert.ok(i === 0 || left - own[i - 1]! >= 5, `line ${line}: ${own.join(' ')}`)
    }
  })
})

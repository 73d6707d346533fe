import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allot } from './allot.ts'

const rows = (n: number, height: number): number[] => Array.from({ length: n }, () => height)

describe('the rows of what is abnormal', () => {
  it('are shared in turn, and what one kind does not need another takes', () => {
    assert.deepEqual(allot([rows(14, 20), rows(6, 30), rows(23, 20)], 200), [3, 3, 2])
    assert.deepEqual(allot([rows(1, 20), rows(2, 30), rows(23, 20)], 200), [1, 2, 6])
  })

  it('go on with lower rows where a higher one does not fit any more', () => {
    assert.deepEqual(allot([rows(9, 20), rows(9, 50)], 130), [4, 1])
  })

  it('name one of each kind however little room there is', () => {
    assert.deepEqual(allot([rows(3, 20), rows(3, 20), []], 10), [1, 1, 0])
  })
})

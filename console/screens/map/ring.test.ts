import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { arcsOf } from './ring.ts'

const share = (counts: number[]): string[] =>
  arcsOf(counts).map(({ level, from, to }) => `${level}: ${Math.round((to - from) * 100)}`)

describe('the ring of a cluster', () => {
  it('gives what nobody rated its share: one orange of 73 is no orange ring', () => {
    assert.deepEqual(share([0, 1, 0, 0, 0, 72]), ['2: 1', '0: 99'])
    assert.deepEqual(share([0, 0, 0, 0, 1, 15]), ['5: 6', '0: 94'])
  })
  it('begins at the top with the worst, without a gap, and closes', () => {
    const arcs = arcsOf([1, 0, 1, 0, 0, 2])
    assert.deepEqual(arcs, [
      { level: 1, from: 0, to: 0.25 },
      { level: 3, from: 0.25, to: 0.5 },
      { level: 0, from: 0.5, to: 1 },
    ])
    assert.deepEqual(share([0, 0, 0, 0, 0, 4]), ['0: 100'])
    assert.deepEqual(arcsOf([0, 0, 0, 0, 0, 0]), [])
  })
})

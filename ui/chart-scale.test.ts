import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bandBox, bandEnds, bandOf, freeSide, linePath, niceTicks, withGaps } from './chart-scale.ts'

describe('axis ticks', () => {
  it('are round and cover both ends', () => {
    assert.deepEqual(niceTicks(0, 52), [0, 20, 40, 60])
    assert.deepEqual(niceTicks(19.2, 20.9), [19, 20, 21])
    assert.deepEqual(niceTicks(0, 3), [0, 1, 2, 3])
  })
  it('exist for a flat line', () => assert.deepEqual(niceTicks(5, 5).length > 1, true))
  it('have no crumbs of floating point', () => assert.deepEqual(niceTicks(0, 0.3), [0, 0.1, 0.2, 0.3]))
})

describe('words beside a curve', () => {
  const blue = { y: 120, right: true }
  it('stand at the right, unless only there they would lie on others', () => {
    assert.equal(freeSide(130, []), 'right')
    assert.equal(freeSide(130, [blue]), 'left')
    assert.equal(freeSide(140, [blue]), 'right')
    assert.equal(freeSide(130, [blue, { y: 131, right: false }]), 'right')
  })
})

describe('a normal range behind a curve', () => {
  const y = (value: number) => 200 - 2 * value
  const edges = [10, 190] as const
  it('lies between its ends', () => assert.deepEqual(bandBox([20, 80], y, edges), { y: 40, height: 120 }))
  it('runs to the top of the picture where nothing is too much, to the bottom where nothing is too little', () => {
    assert.deepEqual(bandBox(bandOf({ least: 80 })!, y, edges), { y: 10, height: 30 })
    assert.deepEqual(bandBox(bandOf({ most: 20 })!, y, edges), { y: 160, height: 30 })
  })
  it('of one number is still seen', () => assert.deepEqual(bandBox([50, 50], y, edges), { y: 100, height: 1 }))
  it('asks for room for the ends it has', () => {
    assert.deepEqual(bandEnds(bandOf({ least: 95 })), [95])
    assert.deepEqual(bandEnds(bandOf(null)), [])
  })
})

describe('a line', () => {
  const same = (n: number) => n
  it('lifts the pen where a reading is missing', () =>
    assert.equal(
      linePath(
        [
          { at: 0, value: 1 },
          { at: 1, value: null },
          { at: 2, value: 3 },
          { at: 3, value: 4 },
        ],
        same,
        same,
      ),
      'M0.0 1.0M2.0 3.0L3.0 4.0',
    ))
})

describe('silence in a curve', () => {
  const read = (...at: number[]) => at.map((one) => ({ at: one * 1000, value: one }))
  const gapsOf = (points: ReturnType<typeof read>, everyMs: number) =>
    withGaps(points, everyMs).flatMap(({ at, value }) => (value === null ? [at / 1000] : []))
  it('is a missing value where the next reading was due', () => {
    assert.deepEqual(gapsOf(read(0, 10, 20, 600, 610), 10_000), [30])
    assert.deepEqual(withGaps(read(0, 10, 600), 10_000).at(-1), { at: 600_000, value: 600 })
  })
  it('begins after three usual distances', () => assert.deepEqual(gapsOf(read(0, 10, 20, 50, 81), 10_000), [60]))
  it('is not where a curve was thinned, nor where a device speaks seldom', () => {
    assert.deepEqual(gapsOf(read(0, 60, 120, 180, 240), 10_000), [])
    assert.deepEqual(gapsOf(read(0, 10, 600), 300_000), [])
  })
  it('is nowhere in a curve of one point, or of none', () => {
    assert.deepEqual(gapsOf(read(5), 1000), [])
    assert.deepEqual(withGaps([], 1000), [])
  })
})

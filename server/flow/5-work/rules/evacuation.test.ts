import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Counted, isNewer, isSettled, mayCount, mayFinish, sumOf } from './evacuation.ts'

const count = (persons: number, ...[gone = 0, refused = 0, missing = 0]: number[]): Counted => ({
  ...{ persons, gone, refused, missing, told: gone + refused + missing > 0 },
})

describe('the list of an evacuation', () => {
  it('has settled a household once everybody of it has left, refuses or is missing', () => {
    const rows: [Counted, boolean][] = [
      [count(4, 4), true],
      [count(4, 2, 1, 1), true],
      [count(4, 0, 0, 4), true],
      [count(4, 3), false],
      [count(4, 0), false],
    ]
    for (const [row, settled] of rows) assert.equal(isSettled(row), settled, JSON.stringify(row))
  })
  it('counts nobody who does not live there', () => {
    assert.equal(mayCount(count(0, 3, 1), 4).ok, true)
    const refused = mayCount(count(0, 3, 1, 1), 4)
    assert.ok(!refused.ok && refused.refusal.code === 'evacuation.too-many')
  })
  it('keeps the case open while one household is not settled, at grades that want the list', () => {
    const half = sumOf([count(3, 3), count(2, 1)])
    const open = mayFinish(true, half)
    assert.ok(!open.ok && open.refusal.code === 'evacuation.open' && open.refusal.details?.count === 1)
    assert.equal(mayFinish(false, half).ok, true)
    assert.equal(mayFinish(true, sumOf([count(3, 2, 1), count(2, 1, 0, 1)])).ok, true)
    assert.equal(mayFinish(true, sumOf([])).ok, true, 'nobody lives below')
  })
  it('sums what was counted, and leaves what nobody counted to the persons', () => {
    assert.deepEqual(sumOf([count(3, 2, 1), count(5)]), {
      ...{ households: 2, settled: 1, told: 1, persons: 8, gone: 2, refused: 1, missing: 0 },
    })
  })
  it('lets the newest count of a door win, however late a phone sends it', () => {
    const at = (s: number) => new Date(Date.UTC(2026, 5, 10, 4, 0, s))
    assert.deepEqual(
      [isNewer(at(5), null), isNewer(at(5), at(4)), isNewer(at(5), at(5)), isNewer(at(4), at(5))],
      [true, true, true, false],
    )
  })
})

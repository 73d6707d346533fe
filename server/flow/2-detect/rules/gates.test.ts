import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../contract/condition.ts'
import { gateIndex, gatesOf, placesIn, together } from './gates.ts'

const above = (reading: string, limit: number): Condition => ({ op: 'compare', value: { reading }, is: 'above', limit })
const all = (...of: Condition[]): Condition => ({ op: 'all', of })
const any = (...of: Condition[]): Condition => ({ op: 'any', of })
const night: Condition = { op: 'during', from: '22:00', to: '06:00' }

/** The rows of a condition as text: `a|b & c`. */
const rowsOf = (condition: Condition): string | undefined =>
  gatesOf(condition)
    ?.map((row) => row.map(({ reading }) => reading).join('|'))
    .join(' & ')

describe('gates', () => {
  it('of all: the two rows with the fewest gates; of any: the rows put together', () => {
    assert.equal(rowsOf(above('a', 1)), 'a')
    assert.equal(rowsOf(all(any(above('a', 1), above('b', 1)), above('c', 1), above('d', 1))), 'c & d')
    assert.equal(rowsOf(any(above('a', 1), all(above('b', 1), above('c', 1)))), 'a|b & a|c')
    assert.equal(rowsOf(all(night, above('a', 1))), 'a')
  })
  it('are not known where a part may hold without a value', () => {
    assert.equal(gatesOf(any(night, above('a', 1))), null)
    assert.equal(gatesOf(night), null)
    assert.equal(together([]), null)
    assert.equal(together([above('a', 1), night]), null)
  })
  it('let those rules look of which every row is passed, one after the other and beyond the thirty-second', () => {
    const gated = Array.from({ length: 70 }, (_, place) => ({
      place,
      gates: gatesOf(place % 2 ? all(above('a', place), above('b', 70 - place)) : above('a', place))!,
    }))
    const pass = gateIndex(gated, 71)
    const passed = (values: Record<string, number> | null): number[] => {
      const bits = new Uint32Array(3)
      pass({ now: 0, values, lastAt: null }, undefined, bits)
      return placesIn(bits)
    }
    assert.deepEqual(passed({ a: 4, b: 0 }), [0, 2, 4])
    assert.deepEqual(passed({ a: 4, b: 67 }), [0, 2, 3, 4])
    assert.deepEqual(passed({ a: -1, b: 70 }), [])
    assert.deepEqual(passed(null), [])
    assert.deepEqual(passed({ a: 70, b: 70 }).length, 70)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { By, Part } from '../types.ts'
import { byAt, byOf, byOne, readBy, writeBy } from './by-version.ts'
import { combine, samePart } from './combine.ts'

const part = (by?: By): Part => ({ num: 1, den: 0, n: 1, newest: 1, oldest: 1, ...(by ? { by } : {}) })
const [one, two, both] = [part(), part([2, 2]), part([1, 2])]

describe('the versions within a number', () => {
  it('are kept in no byte where all are the first, once where all are the same, else child by child', () => {
    const written = [
      writeBy(null),
      writeBy([]),
      writeBy([
        [1, 1],
        [1, 1],
      ]),
      writeBy([
        [2, 2],
        [2, 2],
      ]),
      writeBy([[1, 2]]),
    ]
    assert.deepEqual(written, [null, null, null, '2', '1-2'])
    assert.equal(writeBy([one, two, both, part([3, 3])].map(byOf)), '1,2,1-2,3')
  })

  it('are read as they were written, whole or cut out at a place', () => {
    for (const parts of [[one], [two], [both], [one, two], [two, two, two], [both, one, part([3, 11])]]) {
      const text = writeBy(parts.map(byOf))
      assert.ok(
        parts.every((each, place) => samePart({ ...part(), ...byAt(text, place) }, each)),
        String(text),
      )
      assert.deepEqual(readBy(text, parts.length) ?? parts.map(() => [1, 1]), parts.map(byOf))
    }
    assert.throws(() => byAt('1,2', 2))
  })

  it('climb with it: a parent has the oldest and the newest of its children, whatever their order', () => {
    assert.deepEqual(byOf(combine('sum', [one, two])!), [1, 2])
    assert.deepEqual(byOf(combine('max', [part([4, 4]), two, part([3, 3])])!), [2, 4])
    assert.deepEqual(combine('sum', [one, one])!.by, undefined)
    assert.deepEqual([byOne(1), byOne(null), byOne(3)], [{}, {}, { by: [3, 3] }])
  })

  it('make it another one: counted anew with the same number is not the same', () => {
    assert.equal(samePart(one, two), false)
    assert.equal(samePart(one, part([1, 1])), true)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allot } from './allot.ts'
import { gridCode, isWithin, pathOf, tierOfCode } from './codes.ts'

const sum = (list: number[]) => list.reduce((s, n) => s + n, 0)

describe('a total shared by weight', () => {
  it('is given away to the last one, at least one each', () => {
    assert.deepEqual(allot(10, [1, 1, 1]), [4, 3, 3])
    assert.deepEqual(allot(3, [100, 1, 1]), [1, 1, 1])
    assert.equal(
      sum(
        allot(
          65_300,
          Array.from({ length: 11_270 }, (_, i) => 1 + (i % 7)),
        ),
      ),
      65_300,
    )
  })

  it('grows with the weight', () => assert.deepEqual(allot(11, [1, 2]), [4, 7]))

  it('smaller than the number of holders is a bug', () => assert.throws(() => allot(2, [1, 1, 1]), /cannot give/))
})

describe('an area code', () => {
  it('tells its tier and its path', () => {
    assert.equal(tierOfCode('500105005001003'), 'grid')
    assert.equal(tierOfCode('50'), 'city')
    assert.equal(tierOfCode('5001'), null)
    assert.equal(tierOfCode('z-liangjiang'), null)
    assert.equal(pathOf('500105005001003'), '50/500105/500105005/500105005001/500105005001003/')
    assert.equal(pathOf('50'), '50/')
    assert.equal(gridCode('500105005001', 3), '500105005001003')
  })

  it('lies within a scope only by whole codes', () => {
    assert.equal(isWithin('50/500105/500105005/', ['50/500106/', '50/500105/']), true)
    assert.equal(isWithin('50/500105/', ['50/500105/500105005/']), false)
    assert.equal(isWithin('50/500105/', []), false)
  })
})

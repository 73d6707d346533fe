import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedLayout } from '../../../contract/wall-kinds.ts'
import { moved, placeOf, putInto, without } from './edit-layout.ts'

describe('composing a wall', () => {
  it('moves a panel within its slot, and not beyond its ends', () => {
    const down = moved(shippedLayout, 'normal', ['now', 1])
    assert.deepEqual(down.normal.left, ['open', 'now'])
    assert.equal(moved(down, 'normal', ['now', 1]), down)
    assert.deepEqual(down.wide, shippedLayout.wide, 'the other proportions stay')
  })
  it('puts a panel into another slot without doubling it, and takes it off', () => {
    const put = putInto(shippedLayout, 'normal', ['now', 'right'])
    assert.deepEqual([put.normal.left, put.normal.right], [['open'], ['vitals', 'now']])
    assert.equal(placeOf(without(put, 'normal', 'now'), 'normal', 'now'), null)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EvidenceRow } from '../../5-work/types.ts'
import { farthestM, isDoubtful, isSamePhoto, sides } from './places.ts'

const row = (change: Partial<EvidenceRow>) => ({ kind: 'photo', when: null, distance_m: null, ...change }) as EvidenceRow

describe('the evidence of a check', () => {
  it('is photos before, photos after, and all else', () => {
    const [before, after, loose, tick] = [
      row({ when: 'before' }),
      row({ when: 'after' }),
      row({}),
      row({ kind: 'tick', when: 'before' }),
    ]
    assert.deepEqual(sides([before, after, loose, tick]), { before: [before], after: [after], other: [loose, tick] })
  })
  it('is as far as its farthest photo with a place', () => {
    assert.equal(
      farthestM([row({ distance_m: 12 }), row({ distance_m: 80 }), row({}), row({ kind: 'tick', distance_m: 900 })]),
      80,
    )
    assert.equal(farthestM([row({})]), null)
  })
  it('is one photo for before and after when their bytes are the same', () => {
    const [before, after] = [row({ when: 'before', hash: 'a' }), row({ when: 'after', hash: 'b' })]
    assert.equal(isSamePhoto([before, after]), false)
    assert.equal(isSamePhoto([before, after, row({ when: 'after', hash: 'a' })]), true)
    assert.equal(isSamePhoto([before, row({ when: 'before', hash: 'a' }), row({ when: 'after', hash: null })]), false)
  })
  it('takes a reason to close when a photo is far or the same', () => {
    assert.equal(isDoubtful({ placeM: null, isSame: false }), false)
    assert.equal(isDoubtful({ placeM: 50, isSame: false }), false)
    assert.equal(isDoubtful({ placeM: 51, isSame: false }), true)
    assert.equal(isDoubtful({ placeM: null, isSame: true }), true)
  })
})

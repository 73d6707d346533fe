import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EvidenceRow } from '../../5-work/types.ts'
import { farthestM, sides } from './places.ts'

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
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Label, spread } from './labels.ts'

const label = (text: string, x: number, y: number): Label => ({ id: text, text, at: [x, y], width: text.length * 20 })

describe('names in the picture of an area', () => {
  it('leave out one that would lie over another, and keep its neighbours', () => {
    const shown = spread(
      [label('寸滩', 100, 100), label('铁山坪', 130, 110), label('郭家沱', 130, 130), label('石马河', 220, 100)],
      26,
    )
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['寸滩', '郭家沱', '石马河'],
    )
  })
})

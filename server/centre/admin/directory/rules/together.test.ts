import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { together } from './together.ts'

const groups = (...all: string[]): string[] =>
  together(all.map((touches, at) => ({ item: at, touches: touches.split(' ').filter(Boolean) }))).map((group) => group.join())

describe('what is done together', () => {
  it('is what touches the same, also through others, in the order it stands', () => {
    assert.deepEqual(groups('a x', 'b y', 'c z', 'b x', 'd', 'z'), ['0,1,3', '2,5', '4'])
    // A ring of any length is one group, whichever of it comes first.
    assert.deepEqual(groups('a x y', 'q', 'b y z', 'c z x'), ['0,2,3', '1'])
  })
  it('leaves alone what touches nothing', () => {
    assert.deepEqual(groups('', 'a', '', 'a'), ['0', '1,3', '2'])
    assert.deepEqual(groups(), [])
  })
})

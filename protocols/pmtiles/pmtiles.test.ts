import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entryOf, readDirectory, readHeader, tileId } from './read.ts'

describe('the number of a tile', () => {
  it('is as the specification counts: zoom by zoom along the Hilbert curve', () => {
    assert.deepEqual(
      [
        [0, 0, 0],
        [1, 0, 0],
        [1, 0, 1],
        [1, 1, 1],
        [1, 1, 0],
        [2, 0, 0],
        [12, 3423, 1763],
      ].map(([z, x, y]) => tileId(z!, x!, y!)),
      [0, 1, 2, 3, 4, 5, 19078479],
    )
  })
  it('is each once, and none for what is no tile', () => {
    const all = Array.from({ length: 64 }, (_, i) => tileId(3, i % 8, Math.floor(i / 8))!)
    assert.deepEqual(
      all.toSorted((a, b) => a - b),
      Array.from({ length: 64 }, (_, i) => 21 + i),
    )
    for (const [z, x, y] of [
      [1, 2, 0],
      [-1, 0, 0],
      [27, 0, 0],
      [2, 0.5, 0],
    ])
      assert.equal(tileId(z!, x!, y!), null)
  })
})

describe('a directory', () => {
  // two entries: id 5 for three tiles at 0, id 300 right behind it
  const bytes = Uint8Array.from([2, 5, 167, 2, 3, 1, 10, 20, 1, 0])
  it('is read from its columns; an offset of nothing lies right behind the one before', () => {
    const entries = readDirectory(bytes)!
    assert.deepEqual(entries, [
      { id: 5, run: 3, offset: 0, length: 10 },
      { id: 300, run: 1, offset: 10, length: 20 },
    ])
    assert.deepEqual(
      [4, 5, 7, 8, 300].map((id) => entryOf(entries, id)?.id ?? null),
      [null, 5, 5, null, 300],
    )
  })
  it('that ends in the middle, or counts more than it holds, is none', () => {
    assert.equal(readDirectory(bytes.subarray(0, 7)), null)
    assert.equal(readDirectory(Uint8Array.from([255, 255, 255, 255, 15])), null)
  })
})

it('what is no archive has no head', () => {
  assert.equal(readHeader(new Uint8Array(127)), null)
  assert.equal(readHeader(new TextEncoder().encode('PMTiles')), null)
})

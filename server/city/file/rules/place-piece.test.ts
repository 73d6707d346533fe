import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maxPieceBytes, placePiece } from './place-piece.ts'

const half = { size: 1000, received: 500 }
const refused = (offset: number, length: number) => {
  const result = placePiece(half, offset, length)
  return result.ok ? null : [result.refusal.code, result.refusal.details?.offset]
}

describe('a piece of an upload', () => {
  it('is taken where the last one ended', () => assert.deepEqual(placePiece(half, 500, 300), { ok: true, value: 'next' }))
  it('is known when it came before, so that a repeat harms nothing', () =>
    assert.deepEqual(placePiece(half, 250, 250), { ok: true, value: 'known' }))
  it('is refused after a gap, with the offset to go on from', () => assert.deepEqual(refused(600, 100), ['file.chunk', 500]))
  it('is refused when half of it is new: offsets are the sender’s to keep', () =>
    assert.deepEqual(refused(400, 200), ['file.chunk', 500]))
  it('is refused beyond the promised size', () => assert.deepEqual(refused(500, 501), ['input.too-large', undefined]))
  it('is refused when empty', () => assert.deepEqual(refused(500, 0), ['input.malformed', undefined]))
  it('is refused above 256 KB', () =>
    assert.equal(placePiece({ size: maxPieceBytes * 2, received: 0 }, 0, maxPieceBytes + 1).ok, false))
})

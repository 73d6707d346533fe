import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSlow, slowMs } from './map-tilt.ts'

describe('drawing heights', () => {
  const frames = (ms: number, n: number): number[] => Array.from({ length: n }, () => ms)
  it('is slow when the middle frame takes too long, whatever single ones do', () => {
    assert.equal(isSlow(frames(slowMs + 1, 24)), true)
    assert.equal(isSlow(frames(30, 24)), false)
    assert.equal(isSlow([...frames(30, 20), ...frames(1_000, 4)]), false)
  })
  it('is not judged by a handful of frames', () => assert.equal(isSlow(frames(900, 5)), false))
})

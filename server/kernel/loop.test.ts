import assert from 'node:assert/strict'
import { it } from 'node:test'
import { restAfter } from './loop.ts'

it('rests as long as it is told, or until its turns are a tenth of the time, if it may rest that long', () => {
  assert.equal(restAfter(4_000, { idleMs: 500 }), 500)
  const paced = { idleMs: 1_000, mostMs: 10_000 }
  assert.deepEqual(
    [20, 200, 4_000].map((tookMs) => restAfter(tookMs, paced)),
    [1_000, 1_800, 10_000],
  )
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { clamp, stepFrom } from './player.ts'

it('a replay steps from fact to fact and stays between its ends', () => {
  const moments = [10, 20, 20, 35]
  assert.deepEqual([stepFrom(moments, 0, 1), stepFrom(moments, 20, 1), stepFrom(moments, 35, 1)], [10, 35, 35])
  assert.deepEqual([stepFrom(moments, 20, -1), stepFrom(moments, 10, -1), stepFrom(moments, 99, -1)], [10, 10, 35])
  assert.deepEqual(
    [clamp(5, { from: 10, to: 35 }), clamp(40, { from: 10, to: 35 }), clamp(12, { from: 10, to: 35 })],
    [10, 35, 12],
  )
})

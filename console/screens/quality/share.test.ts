import assert from 'node:assert/strict'
import { it } from 'node:test'
import { NONE } from '../../../ui/format.ts'
import { shareOf } from './share.ts'

it('a share shows both numbers, a percentage only of twenty cases and more, and nothing of none', () => {
  assert.deepEqual(shareOf(7, 10), { words: '7/10', few: true })
  assert.deepEqual(shareOf(19, 19), { words: '19/19', few: true })
  assert.deepEqual(shareOf(18, 20), { words: '18/20 · 90.0 %', few: false })
  assert.deepEqual(shareOf(0, 0), { words: NONE, few: false })
})

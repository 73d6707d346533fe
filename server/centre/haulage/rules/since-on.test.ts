import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { PackStart } from '../../../city/pack/types.ts'
import { sinceOn } from './since-on.ts'

const day = (n: number): Date => new Date(Date.UTC(2026, 3, n))
const start = (area: string, at: Date | null, how: PackStart['how'] = 'switched-on'): PackStart => ({ area, at, how })
const own = '99/990101/'
const since = (...starts: PackStart[]) => sinceOn(starts, [own])

it('a pack is on since its district switched it on, or the city did after that, else since it was there', () => {
  assert.deepEqual(since(start('', day(1), 'with-platform')), { at: day(1), how: 'with-platform' })
  assert.deepEqual(since(start('', day(1), 'installed'), start(own, day(5))), { at: day(5), how: 'switched-on' })
  assert.deepEqual(since(start('', day(9)), start(own, day(5))), { at: day(9), how: 'switched-on' })
  assert.deepEqual(since(start('', day(1), 'installed'), start('99/990102/', day(5))), { at: day(1), how: 'installed' })
  assert.deepEqual(since(start('', null, 'unknown')), { at: null, how: 'unknown' })
  assert.deepEqual(since(), { at: null, how: 'unknown' })
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gapOf, placeAge } from './gap-of.ts'

const now = new Date('2026-04-10T04:00:00Z')
const ago = (s: number): Date => new Date(now.getTime() - s * 1000)

it('a place is fresh for three intervals of its device, for two minutes at least', () => {
  assert.deepEqual([gapOf(30), gapOf(60)], [120, 180])
  const stale = (s: number, intervalS: number) => placeAge(ago(s), { intervalS, now }).stale
  assert.deepEqual([stale(120, 10), stale(121, 10), stale(180, 60), stale(181, 60)], [false, true, false, true])
  assert.equal(placeAge(ago(5), { intervalS: 10, now }).placedAt, '2026-04-10T03:59:55.000Z')
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { WALL_BANNER, WALL_OLD, wallSilence } from './old-after.ts'

it('a wall is old when its line is silent, and also when the line lives and nothing is answered', () => {
  assert.equal(wallSilence(100_000, null, 100_000), 0)
  assert.ok(wallSilence(100_000, 99_000, 20_000) < WALL_OLD)
  assert.ok(wallSilence(100_000, 39_000, 5_000) > WALL_OLD)
  assert.ok(wallSilence(900_000, 899_000, 301_000) > WALL_BANNER)
})

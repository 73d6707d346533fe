import assert from 'node:assert/strict'
import { it } from 'node:test'
import { flaps } from './flaps.ts'

const minutes = (...at: number[]): number[] => at.map((n) => n * 60_000)

it('an alarm flaps that is raised four times within some hour, in whatever order it is told', () => {
  assert.equal(flaps(minutes(0, 10, 20)), false)
  assert.equal(flaps(minutes(0, 20, 40, 60)), true)
  assert.equal(flaps(minutes(0, 20, 40, 61)), false)
  assert.equal(flaps(minutes(300, 290, 0, 310, 320)), true)
  assert.equal(flaps([]), false)
})

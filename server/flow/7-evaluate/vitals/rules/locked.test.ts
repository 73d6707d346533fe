import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lockOver } from './locked.ts'

it('a lock binds its area and all below it, for periods that begin within it', () => {
  const lock = { area: 'district', period: 100, until: 200 }
  const over = (line: string[], period: number) => lockOver([lock], line, period) !== null
  assert.equal(over(['town', 'district', 'city'], 100), true)
  assert.equal(over(['district', 'city'], 199), true)
  assert.equal(over(['town', 'district', 'city'], 200), false, 'the next period has begun')
  assert.equal(over(['town', 'district', 'city'], 99), false)
  assert.equal(over(['city'], 150), false, 'the city is not bound by a district')
  assert.equal(over(['other', 'city'], 150), false)
})

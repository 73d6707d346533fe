import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lockOver } from './locked.ts'

it('a lock binds its area and all below it, for periods that lie within it', () => {
  const lock = { area: 'district', period: 100, until: 200 }
  const over = (line: string[], period: number, until: number) => lockOver([lock], line, { period, until }) !== null
  const town = ['town', 'district', 'city']
  assert.equal(over(town, 100, 200), true)
  assert.equal(over(town, 100, 110), true)
  assert.equal(over(['district', 'city'], 190, 200), true)
  assert.equal(over(town, 200, 300), false, 'the next period')
  assert.equal(over(town, 90, 100), false, 'the one before')
  assert.equal(over(town, 100, 400), false, 'the quarter that begins with the month is not over')
  assert.equal(over(town, 0, 200), false, 'nor is the quarter that ends with it closed')
  assert.equal(over(['city'], 150, 160), false, 'the city is not bound by a district')
  assert.equal(over(['other', 'city'], 150, 160), false)
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { dayAfter, dayOf } from './city-day.ts'

it('a day is the city’s, whatever the zone of the machine', () => {
  assert.equal(dayOf('2026-03-01T16:00:00Z'), '2026-03-02')
  assert.equal(dayOf('2026-03-01T15:59:59Z'), '2026-03-01')
})

it('the day after and before, over the ends of months and years', () => {
  assert.deepEqual([dayAfter('2028-02-28', 1), dayAfter('2027-01-01', -1)], ['2028-02-29', '2026-12-31'])
})

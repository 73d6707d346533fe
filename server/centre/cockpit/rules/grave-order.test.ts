import assert from 'node:assert/strict'
import { it } from 'node:test'
import { graveOrder } from './grave-order.ts'

it('a leader sees first whoever waits longest for somebody to accept, red before orange, a drill behind those in earnest', () => {
  const row = (id: string, grade: 'extraordinary' | 'major', over: { waits?: boolean; exercise?: boolean } = {}) => ({
    ...{ id, grade, waits: false, exercise: false, ...over },
  })
  const ids = graveOrder([
    row('orange-old', 'major'),
    row('drill', 'extraordinary', { waits: true, exercise: true }),
    row('red-old', 'extraordinary', { waits: true }),
    row('held-old', 'extraordinary'),
    row('red-new', 'extraordinary', { waits: true }),
    row('held-new', 'extraordinary'),
    row('orange-waits', 'major', { waits: true }),
  ]).map(({ id }) => id)
  assert.deepEqual(ids, ['red-old', 'red-new', 'drill', 'held-new', 'held-old', 'orange-waits', 'orange-old'])
})

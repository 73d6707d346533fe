import assert from 'node:assert/strict'
import { it } from 'node:test'
import { burdenOf } from './burden.ts'

it('a case asks minutes of people: six seconds an item, twenty a photo, a quarter of an hour being there', () => {
  assert.equal(burdenOf({ items: 0, photos: 0, visits: 0 }), 0)
  assert.equal(burdenOf({ items: 10, photos: 3, visits: 0 }), 2)
  assert.equal(burdenOf({ items: 5, photos: 0, visits: 2 }), 30.5)
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isMine } from './is-mine.ts'

it('a task is of the post that is named, else of the whole unit', () => {
  const caller = { unit: 'water', post: 'water-a' }
  assert.equal(isMine({ owner: 'water' }, caller), true)
  assert.equal(isMine({ owner: 'water', ownerPost: 'water-a' }, caller), true)
  assert.equal(isMine({ owner: 'water', ownerPost: 'water-b' }, caller), false)
  assert.equal(isMine({ owner: 'gas' }, caller), false)
  assert.equal(isMine({}, caller), false)
})

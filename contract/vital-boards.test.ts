import assert from 'node:assert/strict'
import { it } from 'node:test'
import { boards, boardsOf, townBoards } from './vital-boards.ts'

it('there are eight boards, and the four of a town gather all of them', () => {
  assert.equal(Object.keys(boards).length, 8)
  const gathered = Object.values(townBoards).flatMap(({ of }) => [...of])
  assert.deepEqual(gathered.toSorted(), Object.keys(boards).toSorted())
  const counts = ['city', 'district', 'town', 'community', 'grid'].map((tier) => Object.keys(boardsOf(tier)).length)
  assert.deepEqual(counts, [8, 8, 4, 4, 4])
})

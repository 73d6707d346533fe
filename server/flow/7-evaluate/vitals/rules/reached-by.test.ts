import assert from 'node:assert/strict'
import { it } from 'node:test'
import { reachedBy } from './reached-by.ts'

const formulas = [
  { code: 'top', names: ['mid', 'c'] },
  { code: 'mid', names: ['a', 'b'] },
  { code: 'other', names: ['c'] },
]
const of = (...changed: string[]) => [...reachedBy(new Set(changed), formulas)].sort()

it('a formula is reached by what it names, through formulas, and by a version of its own', () => {
  assert.deepEqual(of('a'), ['mid', 'top'])
  assert.deepEqual(of('mid'), ['mid', 'top'])
  assert.deepEqual(of('top'), ['top'])
  assert.deepEqual(of('c'), ['other', 'top'])
  assert.deepEqual(of('elsewhere'), [])
})

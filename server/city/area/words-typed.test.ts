import assert from 'node:assert/strict'
import { it } from 'node:test'
import { wordsTyped } from './words-typed.ts'

it('words are parted by blanks of any width, each counts once, and so many at most', () => {
  assert.deepEqual(wordsTyped(' 江北\u3000沼气  江北 '), ['江北', '沼气'])
  assert.deepEqual(wordsTyped(' \n'), [])
  assert.deepEqual(wordsTyped('a b c d e f g h'), ['a', 'b', 'c', 'd', 'e', 'f'])
})

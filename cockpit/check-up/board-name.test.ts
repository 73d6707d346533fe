import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boards, townBoards } from '../../contract/vital-boards.ts'
import { briefBoards } from './board-name.ts'

describe('the boards of a wall in English', () => {
  it('have one word each, and of one tier no two the same', () => {
    for (const tier of [boards, townBoards]) {
      const words = Object.keys(tier).map((id) => briefBoards[id] ?? '')
      for (const word of words) assert.match(word, /^[A-Z][a-z]{3,9}$/)
      assert.equal(new Set(words).size, words.length)
    }
  })
})

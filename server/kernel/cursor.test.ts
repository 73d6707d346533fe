import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cursorOf, pageOf, parseCursor, parseWords, wordCursor, wordPage } from './cursor.ts'

const key = { at: new Date('2026-03-02T01:30:00.123Z'), id: '0195-a' }

describe('a cursor', () => {
  it('comes back as the key it was made from', () => assert.deepEqual(parseCursor(cursorOf(key)), key))
  it('left out is the first page', () => assert.equal(parseCursor(undefined), null))
  it('of another make is refused', () => {
    for (const text of ['x', '%%', Buffer.from('soon 1').toString('base64url')])
      assert.throws(() => parseCursor(text), /input.malformed/)
  })
})

describe('a page', () => {
  const rows = [1, 2, 3].map((n) => ({ id: `r${n}` }))
  it('has a next one when there was a row too many', () => {
    const page = pageOf(rows, 2, (row) => ({ at: key.at, id: row.id }))
    assert.equal(page.rows.length, 2)
    assert.equal(parseCursor(page.next ?? undefined)?.id, 'r2')
  })
  it('is the last one when there was not', () => assert.equal(pageOf(rows, 3, (row) => ({ at: key.at, id: row.id })).next, null))
})

describe('a cursor of words', () => {
  it('comes back as its parts, whatever they hold', () =>
    assert.deepEqual(parseWords(wordCursor(['𠮷田 "一"', 'p-1']), 2), ['𠮷田 "一"', 'p-1']))
  it('of another make or length is refused', () => {
    for (const text of ['x', wordCursor(['one']), Buffer.from('[1,2]').toString('base64url')])
      assert.throws(() => parseWords(text, 2), /input.malformed/)
  })
  it('is handed out only when there is more', () => assert.equal(wordPage(['a', 'b'], 2, (row) => [row]).next, null))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chooseSigns } from './choose-signs.ts'

const sign = (code: string, board: string, told = true) => ({ code, board, told })
const codes = (...of: ReturnType<typeof sign>[]) => chooseSigns(of).map(({ code }) => code)
const eight = ['party', 'economy', 'facilities', 'society', 'emergency', 'civility', 'ecology', 'services']

describe('the signs of a wall nobody chose', () => {
  it('are one of each board, in the order of the boards', () => {
    const all = eight.toReversed().flatMap((board) => [sign(`${board}.1`, board), sign(`${board}.2`, board)])
    assert.deepEqual(
      codes(...all),
      eight.map((board) => `${board}.1`),
    )
  })
  it('are more of a board where others have none, and those that told something before those that never did', () => {
    const found = codes(
      ...[sign('p.0', 'party', false), sign('p.1', 'party'), sign('f.1', 'facilities'), sign('f.2', 'facilities')],
      ...[sign('e.0', 'ecology', false), sign('own.1', 'x-own')],
    )
    assert.deepEqual(found, ['p.1', 'p.0', 'f.1', 'f.2', 'e.0', 'own.1'])
    const many = Array.from({ length: 12 }, (_, n) => sign(`f.${n}`, 'facilities', n % 2 === 0))
    assert.deepEqual(codes(...many), ['f.0', 'f.2', 'f.4', 'f.6', 'f.8', 'f.10', 'f.1', 'f.3'])
  })
})

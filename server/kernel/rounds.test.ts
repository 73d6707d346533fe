import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rounds } from './rounds.ts'

describe('rounds', () => {
  const of = (...items: string[]) => rounds(items, (item) => item[0]!).map((round) => round.join(' '))
  it('are one where no key comes twice', () => assert.deepEqual(of('a1', 'b1', 'c1'), ['a1 b1 c1']))
  it('keep what belongs to one key apart and in order', () =>
    assert.deepEqual(of('a1', 'b1', 'a2', 'c1', 'a3', 'c2'), ['a1 b1 c1', 'a2 c2', 'a3']))
  it('of nothing are none', () => assert.deepEqual(of(), []))
})

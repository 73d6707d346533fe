import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { progressOf, telling } from './why-levels.ts'

const level = { stands: false, since: '2026-03-02T01:30:00Z', holdS: 60, backSince: null, clearHoldS: 600 }

describe('how far a level is', () => {
  it('is the length it has held, of the length it must', () =>
    assert.deepEqual(progressOf(level, '2026-03-02T01:30:20Z'), { of: 'hold', haveMs: 20_000, needMs: 60_000 }))
  it('is the length it has been back once it stands, and nothing while it is still beyond', () => {
    const stands = { ...level, stands: true }
    assert.equal(progressOf(stands, '2026-03-02T01:40:00Z'), null)
    assert.equal(progressOf({ ...stands, backSince: '2026-03-02T01:39:00Z', clearHoldS: 0 }, '2026-03-02T01:40:00Z'), null)
    assert.deepEqual(progressOf({ ...stands, backSince: '2026-03-02T01:39:00Z' }, '2026-03-02T01:40:00Z'), {
      ...{ of: 'clear', haveMs: 60_000, needMs: 600_000 },
    })
  })
  it('is nothing that has not begun', () => assert.equal(progressOf({ ...level, since: null }, '2026-03-02T01:40:00Z'), null))
})

it('tells first of rules that stand, then of those that hold; silent and unknown ones apart', () => {
  const rule = (id: string, held: string | null, answer: string) => ({ id, held, levels: [{ when: { answer } }] })
  const { said, silent } = telling([
    rule('a', null, 'fails'),
    rule('b', null, 'holds'),
    rule('c', 'red', 'fails'),
    rule('d', null, 'unknown'),
  ])
  assert.deepEqual(
    [said.map(({ id }) => id), silent.map(({ id }) => id)],
    [
      ['c', 'b'],
      ['d', 'a'],
    ],
  )
})

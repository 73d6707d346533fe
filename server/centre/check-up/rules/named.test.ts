import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { callFirst, namedOf } from './named.ts'

describe('how many of each kind are named', () => {
  it('keeps a quarter for each kind, and gives the rest to the gravest', () => {
    assert.deepEqual(namedOf({ event: 90, vital: 6, object: 27 }, 24), { event: 12, vital: 6, object: 6 })
    assert.deepEqual(namedOf({ event: 1, vital: 40, object: 27 }, 24), { event: 1, vital: 17, object: 6 })
  })

  it('names all where all have a place', () => {
    assert.deepEqual(namedOf({ event: 0, vital: 4, object: 20 }, 24), { event: 0, vital: 4, object: 20 })
    assert.deepEqual(namedOf({ event: 0, vital: 0, object: 0 }, 24), { event: 0, vital: 0, object: 0 })
  })
})

describe('cases that need a call', () => {
  const who = { unitName: '街道', postName: null, name: '周敏', phone: '130****0001' }
  const one = (id: string, grade: 'extraordinary' | 'major', calledAt: string | null) => ({
    ...{ id, kind: 'event' as const, grade, who: { ...who, calledAt } },
  })

  it('stand before those of their grade somebody has accepted, never before a graver one', () => {
    const called = '2026-03-02T01:00:00.000Z'
    const things = [
      ...[one('red', 'extraordinary', null), one('red waits', 'extraordinary', called)],
      ...[one('orange', 'major', null), one('orange waits', 'major', called)],
      { id: 'vital', kind: 'vital' as const, grade: null, who: null },
    ]
    assert.deepEqual(
      callFirst(things).map(({ id }) => id),
      ['red waits', 'red', 'orange waits', 'orange', 'vital'],
    )
  })
})

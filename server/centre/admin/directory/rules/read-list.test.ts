import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Entry } from '../types.ts'
import { digestOf, mayShrink, missingIn, onlyOnce, orderOf, parentsFirst, stepOf } from './read-list.ts'

const unit = (number: string, parent: string | null) => ({ number, parent })
const reasonOf = (refused: ReturnType<typeof parentsFirst>['refused']) =>
  refused.map(({ number, refusal }) => `${number} ${refusal.details?.reason}`).sort()

describe('a list of the directory', () => {
  it('takes every number once', () => {
    const { rows, refused } = onlyOnce('post', [
      { number: '1', n: 1 },
      { number: '2', n: 2 },
      { number: '1', n: 3 },
    ])
    assert.deepEqual(
      rows.map(({ n }) => n),
      [1, 2],
    )
    assert.deepEqual(
      refused.map(({ number, refusal }) => [number, refusal.details?.reason]),
      [['1', 'directory.twice']],
    )
  })

  it('puts units above before those below, whatever order they come in', () => {
    const { rows, refused } = parentsFirst(
      [unit('c', 'b'), unit('b', 'a'), unit('a', null), unit('d', 'old')],
      (n) => n === 'old',
    )
    assert.deepEqual(
      rows.map(({ number }) => number),
      ['a', 'b', 'c', 'd'],
    )
    assert.deepEqual(refused, [])
  })

  it('refuses rings, unknown parents and what hangs below them', () => {
    const { rows, refused } = parentsFirst(
      [unit('a', 'b'), unit('b', 'a'), unit('c', 'a'), unit('d', 'd'), unit('e', 'nobody'), unit('f', 'e'), unit('g', null)],
      () => false,
    )
    assert.deepEqual(
      rows.map(({ number }) => number),
      ['g'],
    )
    assert.deepEqual(reasonOf(refused), [
      ...['a name.unknown', 'b directory.round', 'c name.unknown', 'd directory.round', 'e name.unknown', 'f name.unknown'],
    ])
  })

  it('keeps a unit below one that stands here, though its new row was refused', () => {
    const { rows } = parentsFirst([unit('a', 'nobody'), unit('b', 'a')], (number) => number === 'a')
    assert.deepEqual(
      rows.map(({ number }) => number),
      ['b'],
    )
  })

  it('knows what is new, changed, the same, or back', () => {
    const digest = digestOf({ number: '1', name: '甲' })
    assert.equal(digest, digestOf({ number: '1', name: '甲' }))
    assert.equal(stepOf(undefined, digest), 'new')
    assert.equal(stepOf({ digest, gone: false }, digest), 'same')
    assert.equal(stepOf({ digest, gone: false }, digestOf({ number: '1', name: '乙' })), 'changed')
    assert.equal(stepOf({ digest, gone: true }, digest), 'back')
  })

  it('finds what is gone among what stands', () => {
    const entry = (number: string, gone: boolean): Entry => ({ kind: 'unit', number, ours: number, digest: '', gone })
    const missing = missingIn([entry('1', false), entry('2', false), entry('3', true)], new Set(['1']))
    assert.deepEqual(
      missing.map(({ number }) => number),
      ['2'],
    )
  })

  it('does not believe a list that lost a fifth, unless its sender says so', () => {
    assert.ok(mayShrink({ gone: 10, of: 10, mayEnd: false }).ok)
    assert.ok(mayShrink({ gone: 20, of: 100, mayEnd: false }).ok)
    assert.ok(!mayShrink({ gone: 21, of: 100, mayEnd: false }).ok)
    assert.ok(mayShrink({ gone: 100, of: 100, mayEnd: true }).ok)
  })

  it('comes in the order it was written in; the same again is known', () => {
    const at = new Date('2026-09-01T00:00:00Z')
    const last = { at, digest: 'x', taken_at: at }
    const now = new Date(at.getTime() + 60_000)
    const order = (one: { at: Date; digest: string }, before: Parameters<typeof orderOf>[0] = last) => {
      const result = orderOf(before, one, now)
      return result.ok ? result.value : result.refusal.code
    }
    assert.equal(order({ at: new Date(at.getTime() + 1), digest: 'x' }), 'next')
    assert.equal(order(last), 'known')
    assert.equal(order({ at, digest: 'y' }), 'directory.older')
    assert.equal(order({ at: new Date(at.getTime() - 1), digest: 'x' }), 'directory.older')
    assert.equal(order(last, null), 'next')
    assert.equal(order(last, { ...last, taken_at: null }), 'begun', 'it was cut off')
    assert.equal(order({ at, digest: 'y' }, { ...last, taken_at: null }), 'directory.older')
    assert.equal(order({ at: new Date(now.getTime() + 300_000), digest: 'x' }), 'next')
    assert.equal(order({ at: new Date(now.getTime() + 300_001), digest: 'x' }), 'directory.ahead')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Counts, Heap, Level } from '../types.ts'
import { cut } from './cut.ts'
import { gather, noCounts, worstOf } from './gather.ts'
import { boundsOf, cellsOf, shiftOf, tileAt, unitsIn } from './mercator.ts'
import { thenOf } from './then.ts'

const tile = { z: 9, x: 407, y: 212 }

describe('a tile of the pyramid', () => {
  it('is refused when there is no such tile', () => {
    assert.equal(tileAt({ z: 18, x: 0, y: 2 ** 18 - 1 }).ok, true)
    for (const at of [
      { z: 19, x: 0, y: 0 },
      { z: 1, x: 2, y: 0 },
      { z: 1, x: 0, y: 2 },
      { z: -1, x: 0, y: 0 },
      { z: 2, x: 0.5, y: 0 },
    ])
      assert.equal(tileAt(at).ok, false, JSON.stringify(at))
  })
  it('counts units from its north-western corner', () => {
    const { west, south, east, north } = boundsOf(tile)
    const units = unitsIn(tile)
    assert.deepEqual(units(west, north).map(Math.round), [0, 0])
    assert.deepEqual(units(east, south).map(Math.round), [4096, 4096])
  })
  it('holds the cells of its four children and no others', () => {
    const { from, to } = cellsOf(tile)
    const children = [0, 1].flatMap((dy) => [0, 1].map((dx) => cellsOf({ z: 10, x: 2 * tile.x + dx, y: 2 * tile.y + dy })))
    assert.deepEqual([children[0]!.from, children[3]!.to], [from, to])
    assert.deepEqual(
      children.slice(1).map((child) => child.from),
      children.slice(0, 3).map((child) => child.to),
    )
    assert.equal((to - from) / 2 ** shiftOf(9, 4), 256)
  })
})

const heap = (x: number, y: number, level: Level, n = 1): Heap => {
  const counts: Counts = noCounts()
  counts[level] = n
  return { x, y, n, counts, alarms: 0, single: null }
}

describe('what would lie on each other', () => {
  it('is one, led by the worst, and nothing is lost', () => {
    const heaps = [heap(100, 100, 5, 40), heap(110, 100, 1), heap(120, 120, 3, 2), heap(900, 900, 4)]
    const [big, alone, ...none] = gather(heaps, 50)
    assert.deepEqual([big!.n, worstOf(big!.counts), big!.counts], [43, 1, [0, 1, 0, 2, 0, 40]])
    assert.deepEqual([alone!.n, none], [1, []])
    assert.ok(big!.x > 100 && big!.x < 103, 'the mean of all, not of the parts')
  })
  it('keeps every count whatever the radius', () => {
    const heaps = Array.from({ length: 400 }, (_, n) =>
      heap((n * 7919) % 4096, (n * 104_729) % 4096, (n % 6) as Level, 1 + (n % 3)),
    )
    const total = (some: readonly Heap[]): number[] =>
      [0, 1, 2, 3, 4, 5].map((level) => some.reduce((sum, { counts }) => sum + counts[level as Level], 0))
    for (const radius of [0, 24, 352, 6000]) assert.deepEqual(total(gather(heaps, radius)), total(heaps), `${radius}`)
    assert.equal(gather(heaps, 6000).length, 1)
  })
  it('without a level leads only where nothing else is', () => {
    assert.equal(worstOf([3, 0, 0, 0, 0, 0]), 0)
    assert.equal(worstOf([3, 0, 0, 0, 0, 1]), 5)
  })
})

describe('an outline in a tile', () => {
  const { west, south, east, north } = boundsOf(tile)
  const ring = (w: number, s: number, e: number, n: number): number[] => [w, s, e, s, e, n, w, n]
  it('is turned as tiles want it, and ends a little over the edge', () => {
    const whole = cut([ring(west - 1, south - 1, east + 1, north + 1)], tile)
    assert.equal(whole?.type, 'polygon')
    const [, x, y] = whole!.commands as number[]
    const back = (n: number): number => (n >> 1) ^ -(n & 1)
    const at = [back(x!), back(y!)]
    for (const units of at) assert.ok(units === -64 || units === 4160, `${at}`)
  })
  it('is none where the area does not reach', () => assert.equal(cut([ring(east + 1, south, east + 2, north)], tile), null))
})

describe('the map of a past moment', () => {
  const now = new Date('2026-04-10T08:00:00Z')
  it('is not of tomorrow and not of last year', () => {
    assert.equal(thenOf('2026-04-03T08:00:00Z', now).ok, true)
    assert.equal(thenOf('2026-04-10T08:00:01Z', now).ok, false)
    assert.equal(thenOf('2026-03-01T08:00:00Z', now).ok, false)
  })
})

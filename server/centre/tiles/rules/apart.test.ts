import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Heap } from '../types.ts'
import { apart } from './apart.ts'
import { noCounts } from './gather.ts'

const mark = (x: number, y: number): Heap => ({ x, y, n: 1, counts: noCounts(), alarms: 0, single: null })
/** 34 px of 512 in units of a tile of 4096. */
const gap = 272
const gaps = (all: readonly { x: number; y: number }[]): number[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)))

describe('marks that are drawn for themselves', () => {
  it('stay where they are where nothing lies', () => {
    assert.deepEqual(apart([mark(2_000, 2_000)], [{ x: 1_000, y: 1_000 }]), [mark(2_000, 2_000)])
  })

  it('stand beside what lies there, and beside each other', () => {
    const drawn = { x: 2_000, y: 2_000 }
    const set = apart([mark(2_000, 2_000), mark(2_000, 2_000), mark(2_010, 2_000)], [drawn])
    for (const distance of gaps([drawn, ...set])) assert.ok(distance >= gap * 0.99, String(distance))
    for (const { x, y } of set) assert.ok(Math.hypot(x - 2_000, y - 2_000) <= 2.2 * gap)
  })

  it('never leave the tile, whose neighbour knows nothing of them', () => {
    for (const at of [mark(4_095, 4_095), mark(0, 0), mark(4_090, 5)])
      for (const { x, y } of apart([at, at, at], [at])) assert.ok(x >= 0 && x < 4_096 && y >= 0 && y < 4_096, `${x} ${y}`)
  })

  it('stay on the place when there is no room around it', () => {
    const full = Array.from({ length: 400 }, (_, i) => ({ x: (i % 20) * 200, y: Math.floor(i / 20) * 200 }))
    assert.deepEqual(apart([mark(2_000, 2_000)], full), [mark(2_000, 2_000)])
  })
})

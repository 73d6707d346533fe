import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Shape } from '../types.ts'
import { chanceFrom } from './chance.ts'
import { cut } from './cut.ts'
import { isInside, shapeArea } from './shape.ts'
import { split } from './split.ts'
import { findLeaf, leafRef, TreeDraft } from './tree.ts'

const square: Shape = [[0, 0, 4, 0, 4, 4, 0, 4]]
/** A comb of three teeth: a cut across the teeth leaves three pieces on one side. */
const comb: Shape = [[0, 0, 5, 0, 5, 4, 4, 4, 4, 1, 3, 1, 3, 4, 2, 4, 2, 1, 1, 1, 1, 4, 0, 4]]
/** Two squares touching in a point, as the coarse source outlines do. */
const touching: Shape = [[0, 0, 2, 0, 2, 2, 4, 2, 4, 4, 2, 4, 2, 2, 0, 2]]

const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`)

describe('a cut', () => {
  it('leaves both halves of a square, sharing the cut points', () => {
    const { low, high } = cut(square, { a: 1, b: 0, c: 1 })
    assert.deepEqual(low, [[1, 4, 0, 4, 0, 0, 1, 0]])
    assert.deepEqual(high, [[1, 0, 4, 0, 4, 4, 1, 4]])
    close(shapeArea(low), 4)
    close(shapeArea(high), 12)
  })

  it('across a comb leaves each tooth a ring of its own and no thread between them', () => {
    const { low, high } = cut(comb, { a: 0, b: 1, c: 2 })
    assert.equal(high.length, 3)
    assert.equal(low.length, 1)
    for (const tooth of high) close(shapeArea([tooth]), 2)
    close(shapeArea(low) + shapeArea(high), shapeArea(comb))
  })

  it('through a vertex or along an edge loses nothing', () => {
    for (const line of [
      { a: 1, b: -1, c: 0 },
      { a: 0, b: 1, c: 1 },
      { a: 0, b: 1, c: 4 },
      { a: 1, b: 0, c: 0 },
    ]) {
      const { low, high } = cut(comb, line)
      close(shapeArea(low) + shapeArea(high), shapeArea(comb))
    }
  })

  it('of a border that touches itself keeps the whole area', () => {
    for (const c of [1, 2, 2.5, 3]) {
      const { low, high } = cut(touching, { a: 1, b: 0.3, c })
      close(shapeArea(low) + shapeArea(high), shapeArea(touching))
    }
  })

  it('beside the shape leaves it whole on one side', () => {
    assert.deepEqual(cut(square, { a: 1, b: 0, c: 9 }), { low: square, high: [] })
  })
})

describe('a split', () => {
  const parts = [3, 1, 2, 4, 1, 1].map((weight, leaf) => ({ leaf, weight }))
  const pieces: Shape[] = []
  const draft = new TreeDraft()
  const root = split(comb, { parts, seed: 'test' }, draft, (part, piece) => {
    pieces[part.leaf] = piece
    return leafRef(part.leaf)
  })
  const tree = draft.finish(root)

  it('gives every part its share of the area and leaves nothing over', () => {
    const total = shapeArea(comb)
    parts.forEach(({ weight, leaf }) => {
      assert.ok(Math.abs(shapeArea(pieces[leaf]!) / total - weight / 12) < 1e-8)
    })
    close(
      pieces.reduce((sum, piece) => sum + shapeArea(piece), 0),
      total,
    )
  })

  it('puts every point of the shape into exactly the piece the tree names', () => {
    const chance = chanceFrom('points')
    let asked = 0
    for (let i = 0; i < 5000; i++) {
      const [x, y] = [chance() * 5, chance() * 4]
      if (!isInside(comb, x, y)) continue
      asked++
      const owners = pieces.flatMap((piece, leaf) => (isInside(piece, x, y) ? [leaf] : []))
      assert.deepEqual(owners, [findLeaf(tree, x, y)])
    }
    assert.ok(asked > 2500, `${asked} points asked`)
  })

  it('gives the same borders for the same seed and others for another', () => {
    const again = (seed: string) => {
      const made = new TreeDraft()
      return made.finish(split(comb, { parts, seed }, made, (part) => leafRef(part.leaf)))
    }
    assert.deepEqual(again('test'), tree)
    assert.notDeepEqual(again('other'), tree)
  })

  it('keeps each hint in its own piece', () => {
    const hinted = [
      [0.5, 3],
      [2.5, 2],
      [4.5, 3.5],
      [4.2, 0.5],
    ].map(([x, y], leaf) => ({ leaf, weight: leaf + 1, hint: [x!, y!] as const }))
    const made = new TreeDraft()
    const found = made.finish(split(comb, { parts: hinted, seed: 'h' }, made, (part) => leafRef(part.leaf)))
    assert.deepEqual(
      hinted.map(({ hint }) => findLeaf(found, ...hint)),
      [0, 1, 2, 3],
    )
  })

  it('among no one is a bug', () => {
    assert.throws(() => split(comb, { parts: [], seed: 'x' }, new TreeDraft(), () => 0), /no parts/)
  })
})

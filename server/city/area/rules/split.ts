import type { Line, Shape } from '../types.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { cut } from './cut.ts'
import { LON_SCALE, moments } from './shape.ts'
import type { TreeDraft } from './tree.ts'

/** A part to be given its share of a shape. `leaf` is what the lookup answers for a point of it. */
export type Part = { leaf: number; weight: number; hint?: readonly [number, number] }

export type SplitOrder = {
  parts: readonly Part[]
  /** Text seed of the slight turns of the cuts. */
  seed: string
  /** The first parts are laid on this side, e.g. a district's streets round its seat. */
  towards?: readonly [number, number]
}

/** How far a cut may turn from square to the long axis: tangent of half the angle, 0.18 → about 20°. */
const TURN = 0.18

/**
 * Divides a shape among its parts by straight cuts, each part receiving its weight's share of the area (where all parts
 * carry a hint point, cuts run between the hints instead, and each cell contains its own). Nothing is left over
 * and nothing is given twice. Each finished piece is handed to `onPiece`, which answers the tree reference to hang there
 * (a leaf, or the root of a further split).
 */
export function split(shape: Shape, order: SplitOrder, tree: TreeDraft, onPiece: (part: Part, piece: Shape) => number): number {
  const chance = chanceFrom(order.seed)
  const divide = (piece: Shape, parts: readonly Part[]): number => {
    const only = parts[0]
    if (!only) throw new Error(`split ${order.seed}: no parts`)
    if (parts.length === 1) return onPiece(only, piece)
    const node = tree.add()
    const { line, low, high } = chooseCut(piece, parts, chance, order.towards)
    const halves = cut(piece, line)
    tree.set(node, line, divide(halves.low, low), divide(halves.high, high))
    return node
  }
  return divide(shape, order.parts)
}

type Choice = { line: Line; low: readonly Part[]; high: readonly Part[] }

function chooseCut(piece: Shape, parts: readonly Part[], chance: Chance, towards?: readonly [number, number]): Choice {
  const m = moments(piece)
  const [a, b] = acrossLongAxis(m, chance)
  if (parts.every((p) => p.hint)) return cutBetweenHints(parts, a, b)
  const flip = towards && a * towards[0] + b * towards[1] > a * m.x + b * m.y ? -1 : 1
  const half = halfWay(parts)
  const low = parts.slice(0, half)
  const share = sumWeight(low) / sumWeight(parts)
  const normal = { a: a * flip, b: b * flip }
  return { line: { ...normal, c: levelOfShare(piece, normal, share) }, low, high: parts.slice(half) }
}

/** Unit-free normal of a cut square to the shape's long axis, turned a little by chance. Only + − × ÷ and √: same bits everywhere. */
function acrossLongAxis(m: { xx: number; xy: number; yy: number }, chance: Chance): [number, number] {
  const half = (m.xx - m.yy) / 2
  const major = (m.xx + m.yy) / 2 + Math.sqrt(half * half + m.xy * m.xy)
  let [x, y] = m.xx >= m.yy ? [major - m.yy, m.xy] : [m.xy, major - m.xx]
  const length = Math.sqrt(x * x + y * y)
  ;[x, y] = length > 0 ? [x / length, y / length] : [1, 0]
  const t = (chance() * 2 - 1) * TURN
  const [cos, sin] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)]
  return [(x * cos - y * sin) * LON_SCALE, x * sin + y * cos]
}

const sumWeight = (parts: readonly Part[]) => parts.reduce((sum, p) => sum + p.weight, 0)

/** How many of the parts make up half the weight, never none and never all. */
function halfWay(parts: readonly Part[]): number {
  const total = sumWeight(parts)
  let sum = 0
  let best = 1
  let gap = Infinity
  for (let i = 0; i < parts.length - 1; i++) {
    sum += parts[i]!.weight
    if (Math.abs(sum - total / 2) >= gap) break
    gap = Math.abs(sum - total / 2)
    best = i + 1
  }
  return best
}

function cutBetweenHints(parts: readonly Part[], a: number, b: number): Choice {
  const at = (p: Part) => a * p.hint![0] + b * p.hint![1]
  const sorted = [...parts].sort((p, q) => at(p) - at(q))
  const half = halfWay(sorted)
  const c = (at(sorted[half - 1]!) + at(sorted[half]!)) / 2
  return { line: { a, b, c }, low: sorted.slice(0, half), high: sorted.slice(half) }
}

/** The c of the line a·x + b·y = c that leaves the given share of the area on its low side, by halving (30 steps: share exact to 1e-9). */
function levelOfShare(shape: Shape, { a, b }: { a: number; b: number }, share: number): number {
  const rings = shape.map((ring) => {
    const u = new Float64Array(ring.length / 2)
    const v = new Float64Array(ring.length / 2)
    for (let i = 0; i < u.length; i++) {
      u[i] = a * ring[2 * i]! + b * ring[2 * i + 1]!
      v[i] = a * ring[2 * i + 1]! - b * ring[2 * i]!
    }
    return { u, v }
  })
  let low = Infinity
  let high = -Infinity
  for (const { u } of rings)
    for (const x of u) {
      if (x < low) low = x
      if (x > high) high = x
    }
  const areaBelow = (c: number) => rings.reduce((sum, { u, v }) => sum + ringBelow(u, v, c), 0)
  const wanted = share * areaBelow(high + 1)
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2
    if (areaBelow(middle) < wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Area of the part of a ring with u < c: ∮ (u − c) dv over the border below; the cut itself adds nothing, u − c being 0 on it. */
function ringBelow(u: Float64Array, v: Float64Array, c: number): number {
  let sum = 0
  let pu = u[u.length - 1]! - c
  let pv = v[v.length - 1]!
  for (let i = 0; i < u.length; i++) {
    const qu = u[i]! - c
    const qv = v[i]!
    if (pu < 0 && qu < 0) sum += (pu + qu) * (qv - pv)
    else if (pu < 0) sum += pu * (pu / (pu - qu)) * (qv - pv)
    else if (qu < 0) sum += qu * (qu / (qu - pu)) * (qv - pv)
    pu = qu
    pv = qv
  }
  return sum / 2
}

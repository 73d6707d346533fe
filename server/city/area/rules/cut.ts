import type { Line, Ring, Shape } from '../types.ts'
import { ringArea } from './shape.ts'

/** A place where the border crosses the line: the edge it does so on, where, how far along the line, and whether from low to high. */
type Crossing = { edge: number; x: number; y: number; along: number; up: boolean }
/** A run of border on one side of the line, from one crossing to the next. */
type Run = { from: number; to: number; points: number[] }
type Side = { whole: Ring[]; runs: Run[] }

/**
 * Cuts a shape in two along a line. The two parts share the very same cut points, so together they cover the
 * shape exactly; a concave shape may fall into several rings per side. Vertices on the line count as high.
 */
export function cut(shape: Shape, line: Line): { low: Shape; high: Shape } {
  const low: Side = { whole: [], runs: [] }
  const high: Side = { whole: [], runs: [] }
  const marks: Crossing[] = []
  for (const ring of shape) {
    const first = marks.length
    markCrossings(ring, line, marks)
    if (marks.length === first) (isLow(ring, 0, line) ? low : high).whole.push(ring)
    for (let m = first; m < marks.length; m++) {
      const next = m + 1 < marks.length ? m + 1 : first
      ;(marks[m]!.up ? high : low).runs.push({ from: m, to: next, points: runBetween(ring, marks[m]!, marks[next]!) })
    }
  }
  const partner = pairUp(marks)
  return { low: join(low, partner, marks.length), high: join(high, partner, marks.length) }
}

/** The one expression that decides the side; the point lookup uses the same one, so both agree to the last bit. */
export const isLowOf = (line: Line, x: number, y: number): boolean => line.a * x + line.b * y - line.c < 0
const isLow = (ring: Ring, i: number, line: Line) => isLowOf(line, ring[2 * i]!, ring[2 * i + 1]!)

function markCrossings(ring: Ring, line: Line, marks: Crossing[]): void {
  const n = ring.length / 2
  for (let i = 0; i < n; i++) {
    const j = i + 1 < n ? i + 1 : 0
    const up = isLow(ring, i, line)
    if (up === isLow(ring, j, line)) continue
    const [p, q] = up ? [i, j] : [j, i]
    const [px, py, qx, qy] = [ring[2 * p]!, ring[2 * p + 1]!, ring[2 * q]!, ring[2 * q + 1]!]
    const sp = line.a * px + line.b * py - line.c
    const t = sp / (sp - (line.a * qx + line.b * qy - line.c))
    const x = px + (qx - px) * t
    const y = py + (qy - py) * t
    marks.push({ edge: i, x, y, along: line.a * y - line.b * x, up })
  }
}

function runBetween(ring: Ring, from: Crossing, to: Crossing): number[] {
  const n = ring.length / 2
  const points = [from.x, from.y]
  for (let i = from.edge + 1; ; i++) {
    const k = i % n
    points.push(ring[2 * k]!, ring[2 * k + 1]!)
    if (k === to.edge) break
  }
  points.push(to.x, to.y)
  return points
}

/**
 * Pairs the crossings along the line, one going up with one going down: between the two the line runs inside the shape.
 * Rings of the source that touch themselves can put two of one direction beside each other; then the next of the other
 * direction is taken. Areas stay exact whatever the pairing.
 */
function pairUp(marks: readonly Crossing[]): Int32Array {
  const order = marks.map((_, i) => i).sort((p, q) => marks[p]!.along - marks[q]!.along)
  const partner = new Int32Array(marks.length)
  for (let i = 0; i + 1 < order.length; i += 2) {
    let j = i + 1
    while (j < order.length - 1 && marks[order[j]!]!.up === marks[order[i]!]!.up) j++
    const mate = order[j]!
    order.splice(j, 1)
    order.splice(i + 1, 0, mate)
    partner[order[i]!] = mate
    partner[mate] = order[i]!
  }
  return partner
}

/** Links the runs of one side into rings: from the end of a run along the line to the partner crossing, where the next run begins. */
function join(side: Side, partner: Int32Array, marks: number): Shape {
  const startingAt = new Int32Array(marks).fill(-1)
  side.runs.forEach((run, i) => {
    startingAt[run.from] = i
  })
  const rings = [...side.whole]
  const used = new Uint8Array(side.runs.length)
  for (let first = 0; first < side.runs.length; first++) {
    if (used[first]) continue
    const points: number[] = []
    for (let i = first; !used[i]; i = startingAt[partner[side.runs[i]!.to]!]!) {
      used[i] = 1
      addPoints(points, side.runs[i]!.points)
    }
    closeUp(points)
    if (points.length >= 6 && ringArea(points) !== 0) rings.push(points)
  }
  return rings
}

function addPoints(to: number[], points: readonly number[]): void {
  for (let i = 0; i < points.length; i += 2)
    if (to.at(-2) !== points[i] || to.at(-1) !== points[i + 1]) to.push(points[i]!, points[i + 1]!)
}

function closeUp(points: number[]): void {
  while (points.length > 2 && points[0] === points.at(-2) && points[1] === points.at(-1)) points.length -= 2
}

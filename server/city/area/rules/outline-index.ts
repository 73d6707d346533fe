import type { Shape } from '../types.ts'
import { bounds, crossingAt, edgesOf } from './shape.ts'

/** Finds which of a set of outlines holds a point. */
export type OutlineIndex = (lon: number, lat: number) => number

/** Bands of latitude per outline: with about 330 edges per district some five edges remain to be tested per point. */
const BANDS = 128
/** Squares per side of the sheet over all outlines: nineteen points in twenty fall into a square that no border passes. */
const SQUARES = 512
/** What a square of the sheet says: the number of the outline that covers it, or one of these (MIXED: a border passes). */
const NONE = -1
const MIXED = -2
const UNASKED = -3

type Box = [west: number, south: number, east: number, north: number]
type Banded = { box: Box; bands: Float64Array[] }
type Sheet = { box: Box; squares: Int16Array }

/**
 * Prepares outlines for fast lookup and answers the number of the first outline that holds a point, or −1. A sheet of squares
 * answers at once away from borders; near one, the edges in the point's band of latitude are tested. Where outlines share
 * their edges a point on a border belongs to exactly one.
 */
export function indexOutlines(outlines: readonly Shape[]): OutlineIndex {
  const banded = outlines.map(bandEdges)
  const exact: OutlineIndex = (lon, lat) => {
    for (let i = 0; i < banded.length; i++) if (holds(banded[i]!, lon, lat)) return i
    return NONE
  }
  const { box, squares } = makeSheet(outlines)
  return (lon, lat) => {
    if (!isInBox(box, lon, lat)) return NONE
    const at = squareAt(box, lon, lat)
    if (squares[at] === UNASKED) squares[at] = exact(lon, lat) // no border in it: the first point answers for all
    return squares[at] === MIXED ? exact(lon, lat) : squares[at]!
  }
}

const isInBox = ([west, south, east, north]: Box, lon: number, lat: number) =>
  lon >= west && lon <= east && lat >= south && lat <= north

/** Which of `count` equal steps from `low` to `high` a value falls to. */
const step = (count: number, low: number, high: number, at: number) =>
  Math.max(0, Math.min(count - 1, Math.floor(((at - low) / (high - low)) * count)))

const squareAt = ([west, south, east, north]: Box, lon: number, lat: number) =>
  step(SQUARES, south, north, lat) * SQUARES + step(SQUARES, west, east, lon)

function makeSheet(outlines: readonly Shape[]): Sheet {
  const box = bounds(outlines.flat())
  const squares = new Int16Array(SQUARES * SQUARES).fill(UNASKED)
  for (const shape of outlines) markBorders(edgesOf(shape), box, squares)
  return { box, squares }
}

/** Marks every square in the box of each edge, so that no border is missed. */
function markBorders(edges: Float64Array, box: Box, squares: Int16Array): void {
  for (let i = 0; i < edges.length; i += 4) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = edges.subarray(i, i + 4)
    const first = squareAt(box, Math.min(x1, x2), Math.min(y1, y2))
    const last = squareAt(box, Math.max(x1, x2), Math.max(y1, y2))
    const width = (last % SQUARES) - (first % SQUARES)
    for (let left = first; left <= last; left += SQUARES) squares.fill(MIXED, left, left + width + 1)
  }
}

function bandEdges(shape: Shape): Banded {
  const box = bounds(shape)
  const [, south, , north] = box
  const bands: number[][] = Array.from({ length: BANDS }, () => [])
  const edges = edgesOf(shape)
  for (let i = 0; i < edges.length; i += 4) {
    const edge = edges.subarray(i, i + 4)
    const top = step(BANDS, south, north, Math.max(edge[1]!, edge[3]!))
    for (let k = step(BANDS, south, north, Math.min(edge[1]!, edge[3]!)); k <= top; k++) bands[k]!.push(...edge)
  }
  return { box, bands: bands.map((list) => Float64Array.from(list)) }
}

function holds({ box, bands }: Banded, lon: number, lat: number): boolean {
  if (!isInBox(box, lon, lat)) return false
  const band = bands[step(BANDS, box[1], box[3], lat)]!
  let inside = false
  for (let i = 0; i < band.length; i += 4) {
    const x = crossingAt(band, i, lat)
    if (x !== null && x > lon) inside = !inside
  }
  return inside
}

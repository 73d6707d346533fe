import { lines } from '../../../../protocols/mvt/geometry.ts'
import type { TileGeometry } from '../../../../protocols/mvt/types.ts'
import type { TileAt } from '../types.ts'
import { extent, unitsIn } from './mercator.ts'
import { type Point, thinLine } from './thin-line.ts'

/** Lines go a little over the edge, so that none ends before its neighbour tile begins. */
const margin = 64

/** Stretches (WGS-84) as far as they lie in a tile and their bends are seen; null: they do not. */
export function cutLines(stretches: readonly (readonly Point[])[], tile: TileAt): TileGeometry | null {
  const units = unitsIn(tile)
  return lines(stretches.flatMap((stretch) => within(thinLine(stretch.map(([lon, lat]) => units(lon, lat))))))
}

/** What of a stretch lies within the tile and its margin, in as many pieces as it crosses it. */
function within(stretch: readonly Point[]): number[][] {
  const pieces: number[][] = []
  let piece: number[] = []
  for (let i = 1; i < stretch.length; i++) {
    const kept = clip(stretch[i - 1]!, stretch[i]!)
    if (!kept) continue
    const [from, to] = kept.map(([x, y]): Point => [Math.round(x), Math.round(y)]) as [Point, Point]
    if (piece.at(-2) !== from[0] || piece.at(-1) !== from[1]) {
      piece = [...from]
      pieces.push(piece)
    }
    if (from[0] !== to[0] || from[1] !== to[1]) piece.push(...to)
  }
  return pieces
}

/** Liang and Barsky: the part of a segment inside the square; null: none. */
function clip(from: Point, to: Point): [Point, Point] | null {
  let [first, last] = [0, 1]
  for (const axis of [0, 1] as const) {
    const way = to[axis] - from[axis]
    for (const [step, room] of [
      [-way, from[axis] + margin],
      [way, extent + margin - from[axis]],
    ] as const) {
      if (step === 0 && room < 0) return null
      if (step < 0) first = Math.max(first, room / step)
      if (step > 0) last = Math.min(last, room / step)
    }
  }
  if (first > last) return null
  const at = (share: number): Point => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  return [at(first), at(last)]
}

import type { TileGeometry } from './types.ts'

/** Whole units of the tile, x to the east and y to the south, flat: x0, y0, x1, y1 … Rings are not closed. */
export type Flat = readonly number[]

const [moveTo, lineTo, closePath] = [1, 2, 7]
const command = (id: number, count: number): number => (count << 3) | id
const zigzag = (n: number): number => (n << 1) ^ (n >> 31)

/** One or more points as one feature. */
export function points(flat: Flat): TileGeometry {
  return { type: 'point', commands: [command(moveTo, flat.length / 2), ...steps(flat, { x: 0, y: 0 })] }
}

/**
 * Rings as one feature: each outer ring clockwise as seen (positive area with y to the south), its holes after it and the other way round.
 * Rings of less than three points are left out; null when none is left.
 */
export function polygon(rings: readonly Flat[]): TileGeometry | null {
  const at = { x: 0, y: 0 }
  const commands: number[] = []
  for (const ring of rings) {
    if (ring.length < 6) continue
    commands.push(command(moveTo, 1), ...steps(ring.slice(0, 2), at))
    commands.push(command(lineTo, ring.length / 2 - 1), ...steps(ring.slice(2), at), command(closePath, 1))
  }
  return commands.length > 0 ? { type: 'polygon', commands } : null
}

/** Stretches as one feature. Those of less than two points are left out; null when none is left. */
export function lines(stretches: readonly Flat[]): TileGeometry | null {
  const at = { x: 0, y: 0 }
  const commands: number[] = []
  for (const stretch of stretches) {
    if (stretch.length < 4) continue
    commands.push(command(moveTo, 1), ...steps(stretch.slice(0, 2), at))
    commands.push(command(lineTo, stretch.length / 2 - 1), ...steps(stretch.slice(2), at))
  }
  return commands.length > 0 ? { type: 'line', commands } : null
}

/** Zigzag steps from where the pen stands; moves the pen. */
function steps(flat: Flat, at: { x: number; y: number }): number[] {
  const out: number[] = []
  for (let i = 0; i < flat.length; i += 2) {
    const [x, y] = [flat[i]!, flat[i + 1]!]
    out.push(zigzag(x - at.x), zigzag(y - at.y))
    at.x = x
    at.y = y
  }
  return out
}

import type { BaseShape } from './read-geojson.ts'

/** A box in units of the whole world. */
export type Box = { west: number; north: number; east: number; south: number }

/** What of a shape lies in a box; null: nothing. Rings are cut by Sutherland and Hodgman, lines into as many pieces as they cross it. */
export function clipped(shape: BaseShape, { west, north, east, south }: Box): BaseShape | null {
  const cut = cutters[shape.kind]
  const stretches = shape.stretches.flatMap((stretch) => {
    const [low, high] = [least(stretch), most(stretch)]
    if (high[0] < west || low[0] > east || high[1] < north || low[1] > south) return []
    if (low[0] >= west && high[0] <= east && low[1] >= north && high[1] <= south) return [stretch]
    return cut(stretch, 0, west, east).flatMap((piece) => cut(piece, 1, north, south))
  })
  return stretches.length > 0 ? { ...shape, stretches } : null
}

type Cut = (flat: number[], axis: 0 | 1, from: number, to: number) => number[][]
const cutters: Readonly<Record<BaseShape['kind'], Cut>> = {
  point: (flat, axis, from, to) => (flat[axis]! >= from && flat[axis]! <= to ? [flat] : []),
  line: cutLine,
  area: cutRing,
}

function extreme(flat: readonly number[], pick: (a: number, b: number) => number): [number, number] {
  let [x, y] = [flat[0]!, flat[1]!]
  for (let i = 2; i < flat.length; i += 2) [x, y] = [pick(x, flat[i]!), pick(y, flat[i + 1]!)]
  return [x, y]
}
export const least = (flat: readonly number[]): [number, number] => extreme(flat, Math.min)
export const most = (flat: readonly number[]): [number, number] => extreme(flat, Math.max)

/** Where a way crosses a limit on an axis. */
function crossing(a: readonly number[], b: readonly number[], axis: 0 | 1, limit: number): [number, number] {
  const share = (limit - a[axis]!) / (b[axis]! - a[axis]!)
  const other = a[1 - axis]! + share * (b[1 - axis]! - a[1 - axis]!)
  return axis === 0 ? [limit, other] : [other, limit]
}

function cutRing(ring: number[], axis: 0 | 1, from: number, to: number): number[][] {
  const half = (flat: number[], limit: number, keep: (n: number) => boolean): number[] => {
    const out: number[] = []
    for (let i = 0; i < flat.length; i += 2) {
      const [a, b] = [
        [flat.at(i - 2)!, flat.at(i - 1)!],
        [flat[i]!, flat[i + 1]!],
      ]
      if (keep(a[axis]!) !== keep(b[axis]!)) out.push(...crossing(a, b, axis, limit))
      if (keep(b[axis]!)) out.push(...b)
    }
    return out
  }
  const rest = half(
    half(ring, from, (n) => n >= from),
    to,
    (n) => n <= to,
  )
  return rest.length >= 6 ? [rest] : []
}

function cutLine(line: number[], axis: 0 | 1, from: number, to: number): number[][] {
  const pieces: number[][] = []
  let piece: number[] = []
  const end = (): void => {
    if (piece.length >= 4) pieces.push(piece)
    piece = []
  }
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [a, b] = [
      [line[i]!, line[i + 1]!],
      [line[i + 2]!, line[i + 3]!],
    ]
    const [n, m] = [a[axis]!, b[axis]!]
    if (Math.max(n, m) < from || Math.min(n, m) > to) {
      end()
      continue
    }
    const limit = (value: number): number | null => (value < from ? from : value > to ? to : null)
    const [enters, leaves] = [limit(n), limit(m)]
    if (piece.length === 0) piece.push(...(enters === null ? a : crossing(a, b, axis, enters)))
    piece.push(...(leaves === null ? b : crossing(a, b, axis, leaves)))
    if (leaves !== null) end()
  }
  end()
  return pieces
}

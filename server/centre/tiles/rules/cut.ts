import { polygon } from '../../../../protocols/mvt/geometry.ts'
import type { TileGeometry } from '../../../../protocols/mvt/types.ts'
import type { Ring, Shape } from '../../../city/area/types.ts'
import type { TileAt } from '../types.ts'
import { extent, unitsIn } from './mercator.ts'

/** Outlines go a little over the edge, so that no line is seen along it. */
const margin = 64
/** Half a pixel: finer is not seen, and neighbours snap alike, so their border stays one line. */
const grain = 4

/** An area's shape as far as it lies in a tile; null: it does not. */
export function cut(shape: Shape, tile: TileAt): TileGeometry | null {
  const units = unitsIn(tile)
  const rings = shape.map((ring) => clipped(snapped(ring, units))).filter((ring) => ring.length >= 6)
  // Ours run counter-clockwise as seen, a tile's outer rings clockwise.
  return rings.length > 0 ? polygon(rings.map(turned)) : null
}

const snap = (units: number): number => Math.round(units / grain) * grain

function snapped(ring: Ring, units: (lon: number, lat: number) => [number, number]): number[] {
  const out: number[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = units(ring[i]!, ring[i + 1]!)
    push(out, snap(x), snap(y))
  }
  return out
}

/** Adds a point unless it is the last one again. */
function push(out: number[], x: number, y: number): void {
  if (out.at(-2) !== x || out.at(-1) !== y) out.push(x, y)
}

type Edge = { axis: 0 | 1; limit: number; keep: (n: number) => boolean }
const edges: readonly Edge[] = ([0, 1] as const).flatMap((axis) => [
  { axis, limit: -margin, keep: (n: number) => n >= -margin },
  { axis, limit: extent + margin, keep: (n: number) => n <= extent + margin },
])

/** Sutherland and Hodgman: what of a ring lies within the tile and its margin. */
const clipped = (ring: number[]): number[] =>
  edges.reduce((rest, edge) => (rest.every((n, i) => i % 2 !== edge.axis || edge.keep(n)) ? rest : along(rest, edge)), ring)

function along(ring: readonly number[], { axis, limit, keep }: Edge): number[] {
  const out: number[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const from = [ring.at(i - 2)!, ring.at(i - 1)!] as const
    const to = [ring[i]!, ring[i + 1]!] as const
    if (keep(from[axis]) !== keep(to[axis])) {
      const share = (limit - from[axis]) / (to[axis] - from[axis])
      const other = Math.round(from[1 - axis]! + share * (to[1 - axis]! - from[1 - axis]!))
      if (axis === 0) push(out, limit, other)
      else push(out, other, limit)
    }
    if (keep(to[axis])) push(out, to[0], to[1])
  }
  return out
}

function turned(ring: readonly number[]): number[] {
  const out: number[] = []
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i]!, ring[i + 1]!)
  return out
}

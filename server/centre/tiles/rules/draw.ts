import { isDrill } from '../../../../contract/exercise-mark.ts'
import type { Grade } from '../../../../contract/scales.ts'
import { points } from '../../../../protocols/mvt/geometry.ts'
import type { TileFeature } from '../../../../protocols/mvt/types.ts'
import type { Heap, Level } from '../types.ts'
import { worstOf } from './gather.ts'
import { extent, pixels } from './mercator.ts'

const levels = { extraordinary: 1, major: 2, serious: 3, ordinary: 4, minor: 0 } as const satisfies Record<Grade, Level>
/** The level a case's grade is drawn with. */
export const levelOfGrade = (grade: Grade): Level => levels[grade]

const unitsPerPixel = extent / pixels
/** A ring is 46 px wide: two nearer than this would hide each other's numbers. */
const ringPx = 44
/** A shape alone is 28 px; from here on one sees which house it stands at. */
const shapePx = 20
/** What stands within this hides half of the other: a tower's flats, a pit's covers; pressed, they are fanned out. */
const samePx = 14
const [near, nearest] = [14, 17]

/** Within so many units of a tile things are drawn as one. */
export const radiusAt = (z: number): number => (z < near ? ringPx : z < nearest ? shapePx : samePx) * unitsPerPixel

/**
 * A ring does not reach over the edge of its tile, where another one may stand: whatever may become one is moved in by half a ring before
 * it is gathered. What stands alone in the end is put back to its place.
 */
export const inward = (z: number, units: number): number => {
  const edge = z < near ? (ringPx / 2) * unitsPerPixel : 0
  return Math.min(extent - edge, Math.max(edge, units))
}

/** Heaps as features, the worst last so that they lie on top. A cluster tells its counts by level, its worst and how many have an alarm. */
export function drawHeaps(heaps: readonly Heap[]): TileFeature[] {
  const weight = (heap: Heap): number => (6 - worstOf(heap.counts)) % 6
  return heaps.toSorted((a, b) => weight(a) - weight(b) || a.y - b.y || a.x - b.x).map(drawn)
}

function drawn({ x, y, n, counts, alarms, single }: Heap): TileFeature {
  const worst = worstOf(counts)
  if (single) {
    const { id, name, kind, grade, placedAt, stale } = single
    const properties = {
      id,
      name,
      kind: kind || undefined,
      level: worst,
      alarm: alarms > 0 || undefined,
      grade: grade ?? undefined,
      drill: isDrill(name) || undefined,
      placedAt,
      stale: stale || undefined,
    }
    return { ...points([Math.round(x), Math.round(y)]), properties }
  }
  const some = Object.fromEntries(counts.flatMap((count, level) => (count > 0 ? [[`n${level}`, count]] : [])))
  return {
    ...points([Math.round(x), Math.round(y)]),
    properties: { n, worst, ...some, alarms: alarms || undefined },
  }
}

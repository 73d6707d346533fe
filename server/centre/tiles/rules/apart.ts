import type { Heap } from '../types.ts'
import { extent, pixels } from './mercator.ts'

type Spot = Pick<Heap, 'x' | 'y'>
/** Two marks nearer than this hide each other's sign: a shape is 30 px wide, a ring 46. */
const gap = (34 * extent) / pixels
/** Places around a mark, nearest first: beside it, then a second circle. */
const around: readonly (readonly [number, number])[] = [1, 2].flatMap((ring) =>
  Array.from({ length: 8 * ring }, (_, i) => {
    const turn = (i * 2 * Math.PI) / (8 * ring)
    return [ring * gap * Math.cos(turn), ring * gap * Math.sin(turn)] as const
  }),
)

/**
 * Marks that are never counted with others, each set beside what would lie on it: what is drawn already, and each other. One that has room stays
 * where it is; one that finds none around stays too. Nobody leaves the tile. Pure.
 */
export function apart(marks: readonly Heap[], drawn: readonly Spot[]): Heap[] {
  const taken: Spot[] = [...drawn]
  return marks.map((mark) => {
    const spots = [mark, ...around.map(([dx, dy]) => ({ x: mark.x + dx, y: mark.y + dy }))]
    const { x, y } = spots.find((spot) => isInside(spot) && isFree(spot, taken)) ?? mark
    taken.push({ x, y })
    return { ...mark, x, y }
  })
}

const isInside = ({ x, y }: Spot): boolean => x >= 0 && x < extent && y >= 0 && y < extent
/** A thousandth less than the gap: sines and cosines are not exact. */
const isFree = (spot: Spot, taken: readonly Spot[]): boolean =>
  taken.every(({ x, y }) => Math.hypot(spot.x - x, spot.y - y) >= gap * 0.999)

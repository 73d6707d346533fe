import type { Box, XY } from './project.ts'

/** How much the inset enlarges. Four and a half parts the districts of a large city's core by a shape and a name each. */
export const zoom = 4.4
/** Room (units of the picture) a shape and its name need round their point, inside the enlarged part. */
const margin = 9
/** Fewer centres than this in one place are no crowd: the map carries them itself. */
const fewest = 4

/**
 * The part of the picture to enlarge: the window of the inset's proportions that holds the most centres, with room for their shapes
 * and names, in the middle of those it holds. Null when nothing is crowded.
 */
export function crowdedPart(centres: readonly XY[], inset: Pick<Box, 'width' | 'height'>): Box | null {
  const [width, height] = [inset.width / zoom, inset.height / zoom]
  let best: readonly XY[] = []
  for (const [left] of centres) {
    for (const [, top] of centres) {
      const held = centres.filter(
        ([x, y]) => x >= left && x <= left + width - 2 * margin && y >= top && y <= top + height - 2 * margin,
      )
      if (held.length > best.length) best = held
    }
  }
  if (best.length < fewest) return null
  const [xs, ys] = [best.map(([x]) => x), best.map(([, y]) => y)]
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return { x: middle(xs) - width / 2, y: middle(ys) - height / 2, width, height }
}

import type { Box, XY } from '../../ui/project.ts'

/** How much the inset enlarges a city. Four and a half parts the districts of a large city's core by a shape and a name each. */
export const zoom = 4.4
/** The towns of one district stand wider apart than the districts of a city. */
export const townZoom = 2.2
/** Room (units of the inset) a shape and its name need round their point, inside the enlarged part. */
const room = 40
/** Fewer centres than this in one place are no crowd: the map carries them itself. */
const fewest = 4

/**
 * The part of the picture to enlarge: the window of the inset's proportions that holds the most centres, with room for their shapes
 * and names, in the middle of those it holds. Null when nothing is crowded.
 */
export function crowdedPart(centres: readonly XY[], inset: Pick<Box, 'width' | 'height'>, by = zoom): Box | null {
  const [width, height] = [inset.width / by, inset.height / by]
  const margin = room / by
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

/** Two names side by side need this much room (units of the picture); a name is moved this far at most. */
const [besides, under, farthest] = [72, 40, 18]

/** Neighbours whose names would run into each other step aside, each by half of what is missing. Null: stands in the inset. */
export function spread(centres: readonly (XY | null)[]): (XY | null)[] {
  return centres.map((centre, n) => {
    if (!centre) return null
    const moves = centres.map((other, m) => {
      const missing = other && m !== n ? besides - Math.abs(centre[0] - other[0]) : 0
      if (!other || missing <= 0 || Math.abs(centre[1] - other[1]) >= under) return 0
      return (Math.sign(centre[0] - other[0]) || Math.sign(n - m)) * (missing / 2)
    })
    const sum = moves.reduce((all, one) => all + one, 0)
    return [centre[0] + Math.max(-farthest, Math.min(farthest, sum)), centre[1]]
  })
}

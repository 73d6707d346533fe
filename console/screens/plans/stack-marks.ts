/** A sign is as wide as this share of the track, in percent; two of them nearer than that cover each other. */
export const signWidth = 5

/**
 * The line of each sign, so that none covers another: the first line that is free at its place. `lefts`: places from the left in percent, in
 * any order; the lines come back in the same order, the topmost is 0. Pure.
 */
export function stackMarks(lefts: readonly number[], width = signWidth): number[] {
  const lines: number[] = []
  const ends: number[] = []
  const inOrder = lefts.map((left, place) => ({ left, place })).toSorted((a, b) => a.left - b.left || a.place - b.place)
  for (const { left, place } of inOrder) {
    const free = ends.findIndex((end) => left - end >= width)
    const line = free === -1 ? ends.length : free
    ends[line] = left
    lines[place] = line
  }
  return lines
}

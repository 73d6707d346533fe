import type { Point } from '../types.ts'

// A window of readings is kept in the device's row and written with every reading. So many points reach over nineteen twentieths of the
// window at least; sixty were 1.6 kB, most of what a batch of a long storm had to write.
const mostPoints = 20

/**
 * Points of a window with one more, which takes the place of another of the same moment; those that follow each other too closely are
 * thinned, so that few points reach over the whole window.
 */
export function withPoint(points: Point[], point: Point, windowMs: number): Point[] {
  const kept = points.filter(([at]) => at !== point[0] && point[0] - at <= windowMs)
  const last = kept.length > 1 ? kept.at(-2)! : null
  if (last && point[0] - last[0] < windowMs / mostPoints) kept.pop()
  kept.push(point)
  return kept
}

/** Change per minute from the oldest to the newest point of the window; null while less than half of it was seen. */
export function slopeOf(points: Point[] | undefined, windowMs: number, now: number): number | null {
  const first = points?.find(([at]) => now - at <= windowMs)
  const last = points?.at(-1)
  // Half a window at least: two points a second apart make a slope of noise.
  if (!first || !last || last[0] - first[0] < windowMs / 2) return null
  const minutes = (last[0] - first[0]) / 60_000
  return minutes > 0 ? (last[1] - first[1]) / minutes : null
}

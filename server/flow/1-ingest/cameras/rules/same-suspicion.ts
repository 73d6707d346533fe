/** However long something goes on, once a day it comes before a person anew: the one before may have been put aside by mistake. */
const longestMs = 24 * 3_600_000

/** Is what a camera notices at a moment still the same as before? Its window counts from the last time, also backwards: packets overtake each other. */
export function isSame(before: { firstAt: Date; lastAt: Date }, at: Date, windowMs: number): boolean {
  const [first, last, now] = [before.firstAt.getTime(), before.lastAt.getTime(), at.getTime()]
  return now >= first - windowMs && now <= last + windowMs && now - first < longestMs
}

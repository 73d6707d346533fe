const DAY = 24 * 60
/** Minutes of the city's zone east of UTC; it has had no summer time since 1992. */
const ZONE = 8 * 60
const MORNING = 8 * 60

/** Minutes from `now` (ms) to the next 08:00 of the city: at least one, at most a day, as the server wants it. */
export function minutesUntilMorning(now: number): number {
  const minute = (Math.floor(now / 60_000) + ZONE) % DAY
  const left = (MORNING - minute + DAY) % DAY
  return left === 0 ? DAY : left
}

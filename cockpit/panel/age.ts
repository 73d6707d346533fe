/** Figures are asked for again each minute; half a minute later than that something is amiss, and the panel says so. */
export const oldMs = 90_000

/** How old figures counted at `at` are at `now` (ms), and whether that must be said. A clock that was set back makes nothing younger than new. */
export function ageOf(at: number, now: number): { ms: number; old: boolean } {
  const ms = Math.max(0, now - at)
  return { ms, old: ms > oldMs }
}

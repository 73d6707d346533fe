/** From this silence on (ms) the wall is hatched, and from the second on it carries a full banner (ux: states). */
export const WALL_OLD = 60_000
export const WALL_BANNER = 5 * 60_000

/**
 * For how long (ms) a wall has learnt nothing new: the longer of the silence of its line and the time no question of it was answered. A line may
 * live while all answers fail (a proxy that passes one and not the other), and the figures are old all the same. `heardAt` null: not begun yet.
 */
export const wallSilence = (now: number, heardAt: number | null, unansweredMs: number): number =>
  heardAt === null ? 0 : Math.max(now - heardAt, unansweredMs)

/** From this silence on (ms) the wall is hatched, and from the second on it carries a full banner (ux: states). */
export const WALL_OLD = 60_000
export const WALL_BANNER = 5 * 60_000

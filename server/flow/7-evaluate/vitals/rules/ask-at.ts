/** Silences that come within so long of each other are told as one. */
const gatherMs = 600_000
/** Whoever was told hears no more within so long; the list they were sent to has what came since. */
const againMs = 86_400_000

/** When an owner is told of what has fallen silent by `now`; `asked`: when they were told last of what still stands, null: they were not (ms). */
export const askAt = (now: number, asked: number | null): number =>
  Math.max((Math.floor(now / gatherMs) + 1) * gatherMs, asked === null ? 0 : asked + againMs)

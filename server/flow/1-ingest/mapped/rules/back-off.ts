/** A source that fails is left in peace for longer and longer, an hour at most unless it is asked more seldom anyway. */
const mostS = 3_600

/** Seconds until a source is asked again after so many failures in a row. */
export const waitS = (everyS: number, failures: number): number =>
  Math.max(everyS, Math.min(everyS * 2 ** Math.min(failures, 20), mostS))

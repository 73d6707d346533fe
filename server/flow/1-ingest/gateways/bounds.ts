import { type Allowance, createAllowance } from './rules/allowance.ts'

/** What is kept of frames beyond their counts, and how often a code may be tried; of one process, a day of UTC or an hour long. */
export type Bounds = {
  /** by address: frames of unknown numbers, of numbers that have not shown who they are, and what is no frame at all */
  strangers: Allowance
  /** by number: those of registered ones */
  senders: Allowance
  /** by address and number: wrong codes and passwords; six digits of a station are soon tried through */
  tries: Allowance
}

const dayMs = 86_400_000
const mb = 1_048_576

/** A terminal with a position every ten seconds sends half a megabyte a day. A thousand strangers fill 64 MB a day at most. */
export const createBounds = (): Bounds => ({
  strangers: createAllowance({
    windowMs: dayMs,
    each: { count: 500, bytes: mb / 4 },
    all: { count: 100_000, bytes: 64 * mb },
    keys: 10_000,
  }),
  senders: createAllowance({ windowMs: dayMs, each: { count: 100_000, bytes: 8 * mb }, keys: 200_000 }),
  tries: createAllowance({ windowMs: dayMs / 24, each: { count: 20 }, keys: 50_000 }),
})

import { type Allowance, createAllowance } from './rules/allowance.ts'
import { createTries, type Tries } from './rules/tries.ts'

/** What is kept of frames beyond their counts, and how often a code may be tried; of one process, a day of UTC or an hour long. */
export type Bounds = {
  /** by address: frames of unknown numbers, of numbers that have not shown who they are, and what is no frame at all */
  strangers: Allowance
  /** by number: those of registered ones */
  senders: Allowance
  /** wrong codes, passwords and terminals; six digits of a station are soon tried through */
  tries: Tries
  /** by address of a receiver of AIS: sentences kept as they came, and plots; ships of all of them together */
  receivers: Allowance
  plots: Allowance
  targets: Allowance
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
  // Half of six digits takes a thousand hours; an address may hold a fleet, some of it set up wrongly.
  tries: createTries({
    ...{ windowMs: dayMs / 24, ofPair: 20, ofAddress: 1_000, ofNumber: 250, ofFirst: 250 },
    ...{ pairs: 50_000, addresses: 10_000 },
  }),
  // The busiest hour of a shore station at sea, all day long, is a million sentences.
  receivers: createAllowance({
    windowMs: dayMs,
    each: { count: 1_000_000, bytes: 64 * mb },
    all: { count: 4_000_000, bytes: 256 * mb },
    keys: 1_000,
  }),
  plots: createAllowance({ windowMs: dayMs, each: { count: 2_000_000 }, all: { count: 8_000_000 }, keys: 1_000 }),
  targets: createAllowance({ windowMs: dayMs, each: { count: 1_000_000 }, keys: 50_000 }),
})

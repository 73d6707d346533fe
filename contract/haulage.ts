import { z } from 'zod'
import { Grade } from './scales.ts'
import { Duration } from './time.ts'
import { Words } from './words.ts'

const detail = z.string()
const hold = Duration
const check = { id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), name: Words, type: z.string() }

/**
 * What is asked of a carrier (a truck) on its way, of a ticket or of a site. A trip begins when it is loaded; each check finds once a trip,
 * once a ticket, once a site and month.
 *
 * * `no-ticket`: loaded, away from every place it may load at, and no ticket of it is open, for `hold`; it comes before a person `late` after it was found: a gate that was off tells what it wrote when it is back, and then nobody needs to look
 * * `no-permit`: the same, and no permit of it is valid on that day
 * * `hours`: loaded and moving outside the hours of every valid permit, for `hold`
 * * `route`: loaded, further than `offM` metres from the route of every valid permit that has one, for `hold`
 * * `speed`: faster than `limit` (unit of the reading) by more than `overPercent`, for `hold`
 * * `dump`: its load falls from loaded to empty where no place to unload is within its radius and `marginM`, and stays empty for `hold`: one position that says empty on the way is a sensor that errs, and ends no trip
 * * `open-ticket`: a ticket is not closed `within` after it was opened
 * * `unwashed`: the gate of the place it was loaded at told that it left without a wash, not longer than `within` ago: a sheet of last week sends nobody out. Where the register
 *   says where that gate is, the carrier's own places are asked as well: one that stood loaded within `nearM` of it for `stands` before it left was washed there, whatever the gate
 *   saw, and nobody is called; `stands` 0: not asked. One in `sample` of those comes before a person all the same, so that a rule nobody checks is still known
 * * `volume`: what tickets took from a place is more than its permitted volume by `percent`, or less by that when it is over
 */
export const HaulCheck = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-ticket'), ...check, hold, late: Duration.default('0s') }),
  z.object({ kind: z.literal('no-permit'), ...check, hold }),
  z.object({ kind: z.literal('hours'), ...check, hold }),
  z.object({ kind: z.literal('route'), ...check, offM: z.number().min(20).max(5_000), hold }),
  z.object({ kind: z.literal('speed'), ...check, limit: z.number().positive(), overPercent: z.number().min(0).max(200), hold }),
  z.object({ kind: z.literal('dump'), ...check, marginM: z.number().min(0).max(2_000), hold: Duration.default('0s') }),
  z.object({ kind: z.literal('open-ticket'), ...check, within: Duration }),
  z.object({
    ...{ kind: z.literal('unwashed'), ...check, within: Duration, stands: Duration.default('0s') },
    ...{ nearM: z.number().min(10).max(500).default(60), sample: z.int().min(1).max(1_000).default(20) },
  }),
  z.object({ kind: z.literal('volume'), ...check, percent: z.number().min(1).max(100) }),
])
export type HaulCheck = z.infer<typeof HaulCheck>

/**
 * How the firm of carriers is rated (加权违规率): of its cases that stood each weighs by its grade, a grade left out weighs nothing; their sum on
 * 100 trips is its rate, lower is better. A firm with fewer than `least` trips has none. `leaves`: types that are no fault of a firm. The
 * same in the whole city: firms drive everywhere, and a rate that a district weighs by itself compares nothing.
 */
export const HaulRate = z.object({
  weights: z.partialRecord(Grade, z.number().min(0).max(100)),
  least: z.int().min(1).max(10_000),
  leaves: z.array(z.string()).max(40).default([]),
})
export type HaulRate = z.infer<typeof HaulRate>

/**
 * Things that are carried from one registered place to another by carriers with a device, under permits and tickets (联单): which kinds of
 * objects they are, which of their details say what, and what is asked of them. Details are named by their ids.
 */
export const Haulage = z.object({
  ticket: Words,
  /** of what is carried */
  unit: z.string().min(1).max(10),
  carrier: z.object({ kind: z.string(), plate: detail }),
  /** `gate`: points as a route is written, the place of a wash each */
  from: z.object({ kind: z.string(), radius: detail, volume: detail, until: detail, gate: detail.optional() }),
  to: z.object({ kind: z.string(), radius: detail }),
  permit: z.object({
    ...{ kind: z.string(), carrier: detail, from: detail, to: detail, validFrom: detail, validUntil: detail },
    ...{ hoursFrom: detail, hoursTo: detail, route: detail },
  }),
  /** readings of the carrier's device; loaded at `atLeast`, empty at `atMost` */
  load: z.object({ reading: z.string(), atLeast: z.number(), atMost: z.number() }),
  speed: z.object({ reading: z.string(), moving: z.number() }),
  checks: z.array(HaulCheck).max(20),
  /** so many findings of one check in one district come before a person within an hour; the others are kept under one notice */
  budget: z.int().min(1).max(1_000).default(20),
  rate: HaulRate.optional(),
})
export type Haulage = z.infer<typeof Haulage>

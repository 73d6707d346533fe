import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Of which moments; `to` left out: now, `from` left out: 24 hours before it. At most eight days. */
export const TrackWish = z.strictObject({ from: Instant.optional(), to: Instant.optional() })

/** Where a vehicle was: WGS-84, `speed` and `load` as its device told them with the place (null: it did not). */
const TrackPoint = z.object({
  ...{ at: Instant, lon: z.number(), lat: z.number() },
  ...{ speed: z.number().nullable(), load: z.number().nullable() },
})

/**
 * The way of a vehicle. Two positions more than `gapS` seconds apart are not joined: each stretch is a list of its own, and nobody knows
 * what was between two of them. `every`: so many positions that one in so many is given, the ends of stretches always. `newest`: the last
 * position of all, whenever that was.
 */
export const ObjectTrack = z
  .object({
    ...{ object: z.string(), name: z.string(), from: Instant, to: Instant, at: Instant },
    ...{ gapS: z.number(), newest: Instant.nullable(), positions: z.int(), every: z.int() },
    speed: z.object({ name: Words, unit: z.string() }),
    load: z.object({ name: Words, unit: z.string(), loaded: z.number(), empty: z.number() }),
    stretches: z.array(z.array(TrackPoint)),
  })
  .meta({ id: 'ObjectTrack' })
export type ObjectTrack = z.infer<typeof ObjectTrack>
export type TrackPoint = z.infer<typeof TrackPoint>

import { z } from 'zod'
import { Duration } from './time.ts'

/** How a reading goes when nothing happens: around `base`, with chance `noise` to both sides, `swing` up and down within a day. */
const Series = z.object({
  base: z.number(),
  noise: z.number().min(0).default(0),
  swing: z.number().min(0).default(0),
  /** digits after the point */
  digits: z.int().min(0).max(3).default(1),
})
/** Something that happens at each device once in `every`: a reading climbs (or falls) to `to` within `rise`, stays for `hold`, and goes back as fast. */
const Episode = z.object({ reading: z.string(), to: z.number(), rise: Duration, hold: Duration, every: Duration })
/** What is wrong with devices once in `every`, for `lasts`: nothing is heard; the same values again and again; one value far off. */
const Fault = z.object({
  kind: z.enum(['silent', 'stuck', 'spike']),
  every: Duration,
  lasts: Duration,
  /** of a spike: which reading, and what it says */
  reading: z.string().optional(),
  value: z.number().optional(),
})
/** How a device takes a command: confirmed `after` so long, `fails` of all times (0–1) not at all; while it runs a reading moves by so much a minute. */
const Answer = z.object({
  command: z.string(),
  /** the command that ends it */
  ends: z.string().optional(),
  after: Duration,
  fails: z.number().min(0).max(1).default(0),
  moves: z.object({ reading: z.string(), perMinute: z.number() }).optional(),
})

/** How the demo plays the devices of a pack: data only, so that a pack that came as a file can be shown. Nowhere else is it used. */
export const PackSimulator = z.object({
  /** invented objects with one device each that the demo sets up */
  things: z.int().min(0).max(20).default(3),
  series: z.record(z.string(), Series),
  episodes: z.array(Episode).max(10).default([]),
  faults: z.array(Fault).max(10).default([]),
  answers: z.array(Answer).max(20).default([]),
})
export type PackSimulator = z.infer<typeof PackSimulator>

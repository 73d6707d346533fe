import { z } from 'zod'
import { LengthSpan, PackModel, Span } from './pack-model.ts'
import { Duration } from './time.ts'

/** How a reading goes when nothing happens: around `base`, with chance `noise` to both sides, up and down within a day. */
const Series = z.object({
  base: Span,
  noise: Span.default(0),
  /** how far it goes up and down in a day, in its unit; `swingShare`: in shares of its base */
  swing: z.number().min(0).default(0),
  swingShare: Span.default(0),
  /** hour of China's day at which it is highest */
  peakHour: z.number().min(0).lt(24).default(14),
  /** what it goes up (or down) by in a day since the run began */
  drift: Span.default(0),
  /** digits after the point */
  digits: z.int().min(0).max(3).default(1),
  /** it goes with another reading: by so much for each unit of that one over `over` */
  follows: z.object({ reading: z.string(), by: z.number(), over: z.number().default(0) }).optional(),
  /** a share of the devices (0–1) rests somewhere else */
  seldom: z.object({ share: z.number().min(0).max(1), base: Span }).optional(),
})
/** Something that happens at each device once in `every`: a reading climbs (or falls) to `to` within `rise`, stays for `hold`, and goes back as fast. */
const Episode = z.object({ reading: z.string(), to: z.number(), rise: Duration, hold: Duration, every: Duration })
/** What is wrong with devices once in `every`, for `lasts`: nothing is heard; the same values again and again; one value far off. */
const Fault = z.object({
  kind: z.enum(['silent', 'stuck', 'spike']),
  every: Duration,
  lasts: LengthSpan,
  /** the share of the devices (0–1) that have it at all */
  share: z.number().min(0).max(1).default(1),
  /** for the first time so long after the run began; left out: each device at a moment of its own */
  first: LengthSpan.optional(),
  /** of a spike: which reading, and what it says */
  reading: z.string().optional(),
  value: z.number().optional(),
})
/** How a device takes a command: confirmed `after` so long, `fails` of all times (0–1) not at all; while it runs a reading moves by so much a minute. */
const Answer = z.object({
  command: z.string(),
  /** the command that ends it */
  ends: z.string().optional(),
  after: LengthSpan,
  fails: z.number().min(0).max(1).default(0),
  moves: z.object({ reading: z.string(), perMinute: z.number() }).optional(),
})

/** How the demo plays the devices of a pack: data only, so that a pack that came as a file can be shown. Nowhere else is it used. */
export const PackSimulator = z.object({
  /** invented objects with one device each that the demo sets up */
  things: z.int().min(0).max(20).default(3),
  /** the kind of device it plays, where the pack watches its objects by the devices of another pack */
  device: z.string().optional(),
  series: z.record(z.string(), Series).default({}),
  episodes: z.array(Episode).max(10).default([]),
  faults: z.array(Fault).max(10).default([]),
  answers: z.array(Answer).max(20).default([]),
  /** what of the physical world is played instead of episodes: gas that builds up, a slope, water in a tank, rounds of vehicles */
  model: PackModel.optional(),
})
export type PackSimulator = z.infer<typeof PackSimulator>
export type PlaySeries = PackSimulator['series'][string]
/** As a pack writes it: what it leaves out is as usual. */
export type PackSimulatorIn = z.input<typeof PackSimulator>

import { z } from 'zod'
import { Risk, Severity } from './scales.ts'
import { Instant } from './time.ts'

/** What is known of an object at a moment, and what the risk model of its pack makes of it. `held`: floors that held before, since when. */
export const RiskSample = z.strictObject({
  name: z.string(),
  /** kind of object it is a sample of; left out: the pack's first kind with a risk model */
  kind: z.string().optional(),
  now: Instant,
  details: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  alarms: z
    .array(z.strictObject({ pack: z.string(), family: z.string(), since: Instant, severity: Severity.default('red') }))
    .default([]),
  /** packs of the devices that stand at it */
  devices: z.array(z.string()).default([]),
  held: z.record(z.string(), Instant).default({}),
  expect: z.strictObject({
    score: z.number(),
    level: Risk,
    unknown: z.int(),
    of: z.int(),
    why: z.array(z.string()),
    worsens: z.strictObject({ at: Instant, level: Risk }).nullable(),
  }),
})
export type RiskSample = z.infer<typeof RiskSample>

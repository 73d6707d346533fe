import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
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
  owner: z.enum(['owned', 'ownerless']).nullable().default(null),
  /** what the newest readings say, of devices that are heard */
  readings: z.array(z.strictObject({ pack: z.string(), reading: z.string(), value: z.number() })).default([]),
  /** what happened before, as counts look at it */
  pastAlarms: z.array(z.strictObject({ pack: z.string(), family: z.string(), at: Instant })).default([]),
  pastEvents: z.array(z.strictObject({ type: z.string(), source: z.string().default('seat'), at: Instant })).default([]),
  /** its cases that are open */
  cases: z.array(z.strictObject({ overdue: z.boolean() })).default([]),
  /** who answers for it by the register, since when and until when; null: still */
  charges: z.array(z.strictObject({ role: ChargeRole, from: Instant, to: Instant.nullable().default(null) })).default([]),
  signals: z.array(z.strictObject({ type: z.string() })).default([]),
  /** when its devices were last heard; null: never */
  heard: z.array(z.strictObject({ pack: z.string(), at: Instant.nullable() })).default([]),
  papers: z.array(z.strictObject({ of: z.string(), names: z.string(), until: z.string().nullable() })).default([]),
  /** when it was last inspected, by the id of the inspection */
  inspected: z.record(z.string(), Instant).default({}),
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

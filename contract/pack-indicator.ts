import { z } from 'zod'
import { Risk, Severity } from './scales.ts'
import { Words } from './words.ts'

/**
 * What an indicator counts, in the last 30 days where it has a time, drills left out. events: opened or closed, of these types (left out: all of the
 * pack), without those merged into another or found false. alarms: raised, by family and gravest level. objects: in force now, of a kind; `heard`:
 * with a device of the pack that was heard in the last 24 hours; `risk`: rated so. readings: the newest value of each device heard in the last 24 hours;
 * `above`, `below`: only those beyond it.
 */
export const PackCount = z.discriminatedUnion('count', [
  z.strictObject({
    count: z.literal('events'),
    what: z.enum(['opened', 'closed']),
    types: z.array(z.string()).min(1).max(40).optional(),
  }),
  z.strictObject({
    count: z.literal('alarms'),
    families: z.array(z.string()).min(1).max(40).optional(),
    level: Severity.optional(),
  }),
  z.strictObject({
    count: z.literal('objects'),
    kind: z.string(),
    heard: z.literal(true).optional(),
    risk: z.array(Risk).min(1).optional(),
  }),
  z.strictObject({
    count: z.literal('readings'),
    reading: z.string(),
    above: z.number().optional(),
    below: z.number().optional(),
  }),
])
export type PackCount = z.infer<typeof PackCount>

/** A figure of a pack: a count, or with `of` a share of another count, always shown with both numbers. */
export const PackIndicator = z.object({ name: Words, help: Words, count: PackCount, of: PackCount.optional() })
export type PackIndicator = z.infer<typeof PackIndicator>

import { z } from 'zod'
import { Words } from './pack.ts'
import { Severity } from './scales.ts'
import { Instant } from './time.ts'

/** One of: a reading (`device@moment`), a device at a moment, an event, a person at a moment. */
export const WhyAsked = z.object({
  reading: z.string().max(120).optional(),
  device: z.string().max(80).optional(),
  event: z.uuid().optional(),
  person: z.string().max(80).optional(),
  at: Instant.optional(),
})

type Condition = {
  op: string
  path: string
  answer: 'holds' | 'fails' | 'unknown'
  numbers: Record<string, number | string | null> | null
  of: Condition[]
}
/** A condition as it was seen: what it said, with which numbers, and the same of all below it. */
export const WhyCondition: z.ZodType<Condition> = z
  .lazy(() =>
    z.object({
      op: z.string(),
      path: z.string(),
      answer: z.enum(['holds', 'fails', 'unknown']),
      numbers: z.record(z.string(), z.union([z.number(), z.string(), z.null()])).nullable(),
      of: z.array(WhyCondition),
    }),
  )
  .meta({ id: 'WhyCondition' })

export const WhyLevel = z
  .object({
    severity: Severity,
    /** did it stand before this look */
    stands: z.boolean(),
    when: WhyCondition,
    since: Instant.nullable(),
    holdS: z.number(),
    backSince: Instant.nullable(),
    clearHoldS: z.number(),
  })
  .meta({ id: 'WhyLevel' })

/** A rule that looked: what it held before, and each of its levels. */
export const WhyRule = z
  .object({ rule: z.string(), name: Words, family: z.string(), held: Severity.nullable(), levels: z.array(WhyLevel) })
  .meta({ id: 'WhyRule' })

export const WhyAlarm = z
  .object({
    id: z.string(),
    family: z.string(),
    peak: Severity,
    since: Instant,
    clearedAt: Instant.nullable(),
    rulesVersion: z.int(),
    /** what the pack makes of it: an event by itself, a signal for a person, or nothing but the alarm */
    mode: z.enum(['auto', 'triage', 'watch']),
    /** the event it belongs to, after merges */
    event: z.string().nullable(),
  })
  .meta({ id: 'WhyAlarm' })

export const WhyTold = z
  .object({
    personName: z.string().nullable(),
    postName: z.string(),
    unitName: z.string(),
    /** in which step of the plan, and why; codes as on the timeline */
    step: z.int(),
    why: z.string(),
    inform: z.boolean(),
    at: Instant,
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'WhyTold' })

/** Who was not told: on a later step that was not reached, on none of the plan's posts at all, or nobody held the post. */
export const WhyNotTold = z
  .object({
    personName: z.string().nullable(),
    postName: z.string().nullable(),
    unitName: z.string().nullable(),
    step: z.int().nullable(),
    reason: z.enum(['later-step', 'vacant', 'not-in-plan', 'not-dispatched', 'merged', 'before-answer']),
  })
  .meta({ id: 'WhyNotTold' })

export const WhyEvent = z
  .object({
    id: z.string(),
    no: z.string(),
    title: z.string(),
    state: z.string(),
    mode: z.enum(['auto', 'triage']),
    openedAt: Instant,
    mergedInto: z.string().nullable(),
    absorbed: z.array(z.object({ id: z.string(), no: z.string() })),
    /** which unit got which part, and by which reason */
    routed: z.array(z.object({ unitName: z.string(), role: z.string(), reason: z.string() })),
    plan: z.object({ pack: z.string(), version: z.int() }).nullable(),
    told: z.array(WhyTold),
    notTold: z.array(WhyNotTold),
  })
  .meta({ id: 'WhyEvent' })

/** Why something happened or did not, recomputed from what is kept. */
export const Why = z
  .object({
    at: Instant,
    /** of a device: the version of the rules that was in force, what came at that moment, and what every rule made of it */
    device: z
      .object({
        id: z.string(),
        object: z.string(),
        label: z.string(),
        rulesVersion: z.int(),
        values: z.record(z.string(), z.number()).nullable(),
        lastAt: Instant.nullable(),
        rules: z.array(WhyRule),
        alarms: z.array(WhyAlarm),
      })
      .nullable(),
    events: z.array(WhyEvent),
  })
  .meta({ id: 'Why' })
export type Why = z.infer<typeof Why>

import { z } from 'zod'
import { CallAttempt } from './call.ts'
import { QuietReason } from './mute.ts'
import { Grade, Severity } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

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

/** A rule that looked: its sentence, what it held before, and each of its levels. */
export const WhyRule = z
  .object({
    rule: z.string(),
    name: Words,
    says: Words,
    family: z.string(),
    held: Severity.nullable(),
    levels: z.array(WhyLevel),
  })
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
    /** when it stood and called nobody, and all reasons for it; how that ended */
    muted: z.array(
      z.object({
        since: Instant,
        until: Instant.nullable(),
        outcome: z.enum(['cleared', 'milder', 'attended', 'opened']).nullable(),
        reasons: z.array(QuietReason),
      }),
    ),
  })
  .meta({ id: 'WhyAlarm' })

/**
 * What came of a call. `accepted`: took the order on; `known`: said so, the order still waits; `refused`: cannot come; `passed-on`:
 * silent, so that the next was called; `by-other`: somebody else of those called took it on; `withdrawn`: the order was taken back;
 * `waiting`: nothing yet; `informed`: told, not asked; `vacant`: nobody held the post.
 */
export const CallOutcome = z
  .enum(['accepted', 'known', 'refused', 'passed-on', 'by-other', 'withdrawn', 'waiting', 'informed', 'vacant'])
  .meta({ id: 'CallOutcome' })
export type CallOutcome = z.infer<typeof CallOutcome>

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
    outcome: CallOutcome,
    /** every way tried, in order */
    attempts: z.array(CallAttempt),
  })
  .meta({ id: 'WhyTold' })

/**
 * Who was not told: on a later step that was not reached or not needed, for another grade only, on none of the plan's posts at all, or
 * nobody held the post.
 */
export const WhyNotTold = z
  .object({
    personName: z.string().nullable(),
    postName: z.string().nullable(),
    unitName: z.string().nullable(),
    step: z.int().nullable(),
    reason: z.enum(['later-step', 'vacant', 'not-in-plan', 'not-dispatched', 'merged', 'before-answer', 'grade', 'off-duty']),
  })
  .meta({ id: 'WhyNotTold' })

export const WhyEvent = z
  .object({
    id: z.string(),
    no: z.string(),
    title: z.string(),
    grade: Grade,
    state: z.string(),
    mode: z.enum(['auto', 'triage']),
    openedAt: Instant,
    mergedInto: z.object({ id: z.string(), no: z.string() }).nullable(),
    absorbed: z.array(z.object({ id: z.string(), no: z.string() })),
    /** what led to it: alarms and reports, its own and those merged into it */
    signals: z.array(
      z.object({ title: z.string(), source: z.string(), state: z.string(), at: Instant, by: z.string().nullable() }),
    ),
    /** which unit got which part, and by which reason */
    routed: z.array(z.object({ unitName: z.string(), role: z.string(), reason: z.string() })),
    plan: z.object({ pack: z.string(), version: z.int(), planVersion: z.int() }).nullable(),
    told: z.array(WhyTold),
    notTold: z.array(WhyNotTold),
  })
  .meta({ id: 'WhyEvent' })

/** Why something happened or did not, recomputed from what is kept. */
export const Why = z
  .object({
    at: Instant,
    /** who was asked about */
    person: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** of a device, or of the one that raised an event's alarm, at the moment it was gravest: the version of the rules that was in force, what it knew at that moment, and what every rule made of it */
    device: z
      .object({
        id: z.string(),
        object: z.string(),
        label: z.string(),
        pack: z.string(),
        rulesVersion: z.int(),
        /** what came at that moment, else the last that came before it and is not too old; and when it came */
        values: z.record(z.string(), z.number()).nullable(),
        valuesAt: Instant.nullable(),
        lastAt: Instant.nullable(),
        /**
         * What it was recomputed from: how many readings of the day before of the object's devices, from when on. `kept`: beyond
         * READINGS_KEEP_DAYS, only those around red and orange alarms; `gone`: none of them any more, so no rule can be asked; `none`:
         * nothing came on that day.
         */
        readings: z.object({ state: z.enum(['all', 'kept', 'gone', 'none']), count: z.int(), from: Instant.nullable() }),
        rules: z.array(WhyRule),
        alarms: z.array(WhyAlarm),
        /** false alarms of it that were remembered at that moment: alone it raised its family no further */
        doubts: z.array(z.object({ family: z.string(), cap: Severity, until: Instant, reason: z.string() })),
      })
      .nullable(),
    events: z.array(WhyEvent),
  })
  .meta({ id: 'Why' })
export type Why = z.infer<typeof Why>

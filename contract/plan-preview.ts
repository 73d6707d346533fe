import { z } from 'zod'
import { Call, ObjectIs, Plan } from './pack.ts'
import { Grade, Severity } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Hours that are played at most. */
export const mostHours = 4

/** What somebody of a post does at a minute of a rehearsal: 签收, 来不了 (to a call), 退回. */
export const RehearsalAnswer = z.strictObject({
  post: z.string().max(80),
  minute: z
    .number()
    .min(0)
    .max(mostHours * 60),
  does: z.enum(['accept', 'cannot', 'return']),
})
export type RehearsalAnswer = z.infer<typeof RehearsalAnswer>

/**
 * A made-up event: of which grade, where, when. `plan`: one that is not saved; `version`: a draft or an older one; neither: the plan in
 * force. Nobody answers to the end of the time but those of `answers`.
 */
export const RehearsalAsked = z.strictObject({
  grade: Grade,
  /** code of an area; the object's own one where an object is given */
  area: z.string().max(20),
  object: z.string().max(80).optional(),
  at: Instant,
  plan: Plan.optional(),
  version: z.int().min(0).optional(),
  minutes: z
    .int()
    .min(1)
    .max(mostHours * 60)
    .default(90),
  answers: z.array(RehearsalAnswer).max(12).optional(),
})
export type RehearsalAsked = z.infer<typeof RehearsalAsked>

/** One thing that reaches a post, so many seconds after the beginning. */
export const RehearsalMark = z.object({
  s: z.int(),
  /** told on the app; called by a way of the ladder; told that it climbed, is overdue; what stands in the way of a call */
  kind: z.enum(['order', 'inform', 'app', 'sms', 'voice', 'escalated', 'overdue', 'other']),
  why: z.string(),
  /** the way does not exist here: it has failed at once */
  failed: z.boolean(),
  /** who stood in for whoever was on duty; null: the holder */
  deputy: z.string().nullable(),
})
export type RehearsalMark = z.infer<typeof RehearsalMark>

/** A post that is reached, or would be if anybody held it then. */
export const RehearsalLane = z
  .object({
    post: z.string(),
    postName: z.string(),
    unitName: z.string(),
    tier: z.string(),
    /** null: nobody holds the post at that hour, or the caller may not read who does */
    personName: z.string().nullable(),
    role: z.enum(['lead', 'assist', 'inform', 'backstop']),
    /** rung of the lead's ladder, from 0 */
    step: z.int(),
    /** since when somebody should have been there and nobody was; null: manned */
    gap: z.int().nullable(),
    marks: z.array(RehearsalMark),
  })
  .meta({ id: 'RehearsalLane' })
export type RehearsalLane = z.infer<typeof RehearsalLane>

/** Who would get a made-up event, when, by which way, and what follows while nobody answers. */
export const PlanRehearsal = z
  .object({
    at: Instant,
    minutes: z.int(),
    /** it was cut here, so many seconds after the beginning: what follows was not played; null: it was played to the end */
    cutS: z.int().nullable(),
    areaName: z.string(),
    working: z.boolean(),
    lanes: z.array(RehearsalLane),
    /** limits that run, and rungs that are climbed, in their order */
    moments: z.array(
      z.object({
        s: z.int(),
        kind: z.enum(['dispatched', 'rung', 'overdue', 'due']),
        unitName: z.string(),
        role: z.enum(['lead', 'assist']),
        clock: z.enum(['accept', 'arrive', 'finish']).nullable(),
        step: z.int().nullable(),
      }),
    ),
    /** why this unit leads: code of the route */
    leadWhy: z.string(),
    leadName: z.string(),
    /** what devices would do by themselves at an alarm of this grade */
    acts: z.array(z.object({ name: Words, at: Severity })),
    people: z.int(),
    /** what came of the answers that were asked for, in their order of time; `problem`: the code of why it could not be done */
    answers: z.array(
      z.object({
        post: z.string(),
        s: z.int(),
        does: z.enum(['accept', 'cannot', 'return']),
        problem: z.string().nullable(),
        /** whom the order was returned to */
        toName: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'PlanRehearsal' })
export type PlanRehearsal = z.infer<typeof PlanRehearsal>

export const TiersAsked = z.strictObject({
  area: z.string().max(20),
  at: Instant,
  plan: Plan.optional(),
  version: z.int().min(0).optional(),
})

export type TiersAsked = z.infer<typeof TiersAsked>

/** What a tier does at a severity: acts on it (at once, or after so many rungs without an answer), is told, or only sees it. */
export const TierCell = z.object({
  does: z.enum(['act', 'later', 'inform', 'watch']),
  posts: z.array(
    z.object({
      /** of the only one that answers; null: several do, or none */
      name: z.string().nullable(),
      call: Call,
      does: z.enum(['act', 'later', 'inform']),
      role: z.enum(['lead', 'assist', 'inform']),
      step: z.int(),
      /** posts of this kind in the area, below it or above it, and how many of them are manned then */
      posts: z.int(),
      manned: z.int(),
      /** of which tier their units are, where several of one tier answer: that of the place of the event is asked; null: one unit, none, or of several tiers */
      spot: z.enum(['city', 'district', 'town', 'community', 'grid']).nullable(),
      /** asked only for objects that are so; null: for all */
      when: ObjectIs.nullable(),
    }),
  ),
})
export type TierCell = z.infer<typeof TierCell>

export const PlanTiers = z
  .object({
    areaName: z.string(),
    rows: z.array(
      z.object({
        severity: Severity,
        /** null: watched only, no event */
        grade: Grade.nullable(),
        auto: z.boolean(),
        tiers: z.object({ city: TierCell, district: TierCell, town: TierCell }),
      }),
    ),
  })
  .meta({ id: 'PlanTiers' })
export type PlanTiers = z.infer<typeof PlanTiers>

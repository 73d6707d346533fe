import { z } from 'zod'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'
import { OrderState } from './work-order.ts'

const reason = z.string().trim().min(1).max(500)

/** A drill that begins: of which type and grade, where, and what it is made up to be. */
export const ExerciseBody = z.strictObject({
  type: z.string().max(80),
  grade: Grade,
  /** code of an area; the object's own one where an object is given */
  area: z.string().max(20),
  object: z.string().max(80).optional(),
  words: reason,
})
export const ExerciseEnd = z.strictObject({ reason })
/** What somebody noticed in it, for the sheet; also after its end. */
export const ExerciseNote = z.strictObject({ note: reason })
export const ExerciseDone = z.object({
  event: z.string(),
  no: z.string(),
  live: z.string().nullable(),
  liveNo: z.string().nullable(),
})

/**
 * One limit of one order against what really happened, in seconds from its asking. `verdict`: in time, late, missed (the limit passed and
 * nothing came), or open (the drill ended before the limit: it says nothing, and counts in neither number).
 */
export const ExerciseStep = z
  .object({
    order: z.string(),
    unitName: z.string(),
    role: z.enum(['lead', 'assist']),
    clock: z.enum(['accept', 'arrive', 'finish']),
    limitS: z.int(),
    realS: z.int().nullable(),
    verdict: z.enum(['in-time', 'late', 'missed', 'open']),
  })
  .meta({ id: 'ExerciseStep' })
export type ExerciseStep = z.infer<typeof ExerciseStep>

/** Steps in time, of those that were due or done. */
const InTime = z.object({ n: z.int(), of: z.int() })

/** Drills the caller sees, newest first, and when each plan was drilled last. Nobody is ranked. */
export const ExerciseList = z
  .object({
    rows: z.array(
      z.object({
        event: z.string(),
        no: z.string(),
        title: z.string(),
        type: z.string(),
        typeName: Words,
        grade: Grade,
        areaName: z.string(),
        startedAt: Instant,
        startedBy: z.string(),
        endedAt: Instant.nullable(),
        live: z.object({ id: z.string(), no: z.string() }).nullable(),
        steps: InTime,
        /** posts that had to answer, and how many did */
        posts: InTime,
      }),
    ),
    next: z.string().nullable(),
    plans: z.array(
      z.object({
        type: z.string(),
        name: Words,
        packName: Words,
        drills: z.int(),
        /** of the drill that was begun last; null: this plan was never drilled here */
        last: z.object({ event: z.string(), at: Instant, over: z.boolean(), steps: InTime }).nullable(),
      }),
    ),
    at: Instant,
  })
  .meta({ id: 'ExerciseList' })
export type ExerciseList = z.infer<typeof ExerciseList>

/** What came of a drill, by post and in the order in which they were called; nobody is ranked. */
export const ExerciseSheet = z
  .object({
    event: z.string(),
    no: z.string(),
    title: z.string(),
    type: z.string(),
    typeName: Words,
    areaName: z.string(),
    words: z.string(),
    /** version of the plan it ran by; 0: as the pack came */
    planVersion: z.int(),
    grade: Grade,
    startedAt: Instant,
    startedBy: z.string(),
    endedAt: Instant.nullable(),
    endedBy: z.string().nullable(),
    reason: z.string().nullable(),
    live: z.object({ id: z.string(), no: z.string() }).nullable(),
    /** the caller began it, so another person has to promote it */
    own: z.boolean(),
    over: z.boolean(),
    steps: z.array(ExerciseStep),
    inTime: InTime,
    /** rungs of the plan that were reached, and nobody held the post */
    gaps: z.array(z.object({ step: z.int(), name: Words })),
    notes: z.array(z.object({ at: Instant, by: z.string(), note: z.string() })),
    rows: z.array(
      z.object({
        post: z.string(),
        postName: z.string(),
        unitName: z.string(),
        inform: z.boolean(),
        step: z.int(),
        /** seconds after the beginning */
        calledS: z.int(),
        /** null: nobody answered; of who is only told nothing is asked */
        answeredS: z.int().nullable(),
        /** ways that were tried */
        ways: z.array(z.string()),
        order: OrderState.nullable(),
      }),
    ),
  })
  .meta({ id: 'ExerciseSheet' })
export type ExerciseSheet = z.infer<typeof ExerciseSheet>

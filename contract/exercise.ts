import { z } from 'zod'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
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
export const ExerciseDone = z.object({
  event: z.string(),
  no: z.string(),
  live: z.string().nullable(),
  liveNo: z.string().nullable(),
})

/** What came of a drill, by post and in the order in which they were called; nobody is ranked. */
export const ExerciseSheet = z
  .object({
    event: z.string(),
    no: z.string(),
    title: z.string(),
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

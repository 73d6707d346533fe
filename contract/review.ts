import { z } from 'zod'
import { Fact } from './fact.ts'
import { actionKindIds, actionStates, gapKindIds, reviewReasonIds, reviewStates, reviewVerbs } from './review-kinds.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'

const words = z.string().trim().max(4_000)
const Gaps = z.partialRecord(z.enum(gapKindIds), words)

export const ReviewRow = z
  .object({
    ...{ id: z.uuid(), no: z.number(), title: z.string(), areaName: z.string(), state: z.enum(reviewStates) },
    reasons: z.array(z.enum(reviewReasonIds)),
    /** the case it is of; null: about a vital */
    event: z.object({ id: z.uuid(), no: z.string(), grade: Grade }).nullable(),
    actions: z.object({ n: z.number(), running: z.number(), overdue: z.number() }),
    ...{ openedAt: Instant, closedAt: Instant.nullable() },
  })
  .meta({ id: 'ReviewRow' })
export type ReviewRow = z.infer<typeof ReviewRow>

export const ReviewList = z
  .object({
    rows: z.array(ReviewRow),
    next: z.string().nullable(),
    counts: z.object({ running: z.number(), closed: z.number(), overdue: z.number() }),
    at: Instant,
  })
  .meta({ id: 'ReviewList' })
export type ReviewList = z.infer<typeof ReviewList>

/** What follows from a review. `proof`: the fact that shows the change; null while it runs, and where none is asked for. */
export const ReviewAction = z
  .object({
    ...{ id: z.uuid(), kind: z.enum(actionKindIds), words: z.string(), unit: z.string(), unitName: z.string() },
    ...{ due: Instant, state: z.enum(actionStates), overdue: z.boolean(), byName: z.string(), madeAt: Instant },
    proof: Fact.nullable(),
    ...{ note: z.string().nullable(), doneAt: Instant.nullable(), doneName: z.string().nullable() },
    /** may the reader hand it over: somebody else than who set it */
    mayHandOver: z.boolean(),
  })
  .meta({ id: 'ReviewAction' })
export type ReviewAction = z.infer<typeof ReviewAction>

/** A review: its timeline is read from facts, never typed. `allowed`: what the reader may do now. */
export const Review = ReviewRow.omit({ actions: true })
  .extend({
    version: z.number(),
    ...{ wentWell: z.string(), gaps: Gaps },
    ...{ filledName: z.string().nullable(), filledAt: Instant.nullable(), discussedAt: Instant.nullable() },
    closedName: z.string().nullable(),
    vital: z.object({ code: z.string(), area: z.string() }).nullable(),
    facts: z.array(Fact),
    actions: z.array(ReviewAction),
    allowed: z.array(z.enum(reviewVerbs)),
    mayAct: z.boolean(),
    at: Instant,
  })
  .meta({ id: 'Review' })
export type Review = z.infer<typeof Review>

export const ReviewWish = z.strictObject({
  area: z.string().max(80).optional(),
  event: z.uuid().optional(),
  view: z.enum(['running', 'closed', 'overdue']).default('running'),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const version = z.int().positive()
export const FillReview = z.strictObject({ version, wentWell: words, gaps: Gaps }).meta({ id: 'FillReview' })
export const MoveReview = z
  .strictObject({ version, verb: z.enum(['discuss', 'act', 'close', 'reopen']), reason: words.min(2).optional() })
  .meta({ id: 'MoveReview' })
export const SetAction = z
  .strictObject({
    kind: z.enum(actionKindIds),
    words: z.string().trim().min(2).max(500),
    unit: z.string().max(80),
    due: Instant,
  })
  .meta({ id: 'SetReviewAction' })
/** `proof`: the position of the fact that shows the change. */
export const CloseAction = z
  .strictObject({ proof: z.string().max(60).optional(), note: z.string().trim().max(500).optional() })
  .meta({ id: 'CloseReviewAction' })
export const HandOverAction = z.strictObject({ reason: words.min(2) }).meta({ id: 'HandOverReviewAction' })
/** What was changed since the review was opened, of the kind an action is about, newest first. */
export const ReviewProofs = z.object({ facts: z.array(Fact) }).meta({ id: 'ReviewProofs' })
export type ReviewProofs = z.infer<typeof ReviewProofs>
export const ReviewDone = z.object({ id: z.uuid(), state: z.enum(reviewStates), version: z.number() }).meta({ id: 'ReviewDone' })

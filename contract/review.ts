import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Fact } from './fact.ts'
import { actionKindIds, actionStates, gapKindIds, reviewReasonIds, reviewStates, reviewVerbs } from './review-kinds.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

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

const part = z.string().min(1).max(120)
/** The one thing an action will change. */
export const ReviewTarget = z
  .discriminatedUnion('what', [
    z.strictObject({ what: z.literal('rule'), pack: part, rule: part }),
    z.strictObject({ what: z.literal('plan'), type: part }),
    z.strictObject({ what: z.literal('setting'), pack: part, setting: part }),
    z.strictObject({ what: z.literal('switch'), pack: part }),
    z.strictObject({ what: z.literal('vital'), code: part }),
    z.strictObject({ what: z.literal('roster'), post: part }),
    z.strictObject({ what: z.literal('shift'), shift: part }),
    z.strictObject({ what: z.literal('post'), post: part }),
    z.strictObject({ what: z.literal('charge'), object: part, role: ChargeRole }),
    z.strictObject({ what: z.literal('item'), code: part }),
    // of actions from before: the duties of a unit, whichever
    z.strictObject({ what: z.literal('duty'), unit: part }),
  ])
  .meta({ id: 'ReviewTarget' })
export type ReviewTarget = z.infer<typeof ReviewTarget>

/** It with its name, and how it stands: of an action, as it stood when that was set. */
export const NamedTarget = z.object({ target: ReviewTarget, name: Words, stands: Words }).meta({ id: 'NamedReviewTarget' })
export type NamedTarget = z.infer<typeof NamedTarget>

/** What an action of a kind could change, by the words somebody looks for; `more`: there are others. */
export const ReviewTargets = z.object({ rows: z.array(NamedTarget), more: z.boolean() }).meta({ id: 'ReviewTargets' })
export type ReviewTargets = z.infer<typeof ReviewTargets>
export const ReviewTargetWish = z.strictObject({ kind: z.enum(actionKindIds), q: z.string().trim().max(80).optional() })

/** From what to what a change led. */
const Change = z.object({ before: Words, after: Words })

/** What follows from a review. `named` null: nothing is named, or the action is from before things were (then `unnamed`). `proof`: the fact that shows the change; null while it runs, and where none is asked for. */
export const ReviewAction = z
  .object({
    ...{ id: z.uuid(), kind: z.enum(actionKindIds), words: z.string(), unit: z.string(), unitName: z.string() },
    ...{ named: NamedTarget.nullable(), unnamed: z.boolean(), change: Change.nullable() },
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
    /** path of the area it is of */
    area: z.string(),
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
    /** the one thing it will change */
    target: ReviewTarget.optional(),
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
/** Published changes of what an action names since its review was opened, newest first, with what they led from and to. */
export const ReviewProof = z.object({ fact: Fact, change: Change.nullable() }).meta({ id: 'ReviewProof' })
export type ReviewProof = z.infer<typeof ReviewProof>
export const ReviewProofs = z.object({ proofs: z.array(ReviewProof) }).meta({ id: 'ReviewProofs' })
export type ReviewProofs = z.infer<typeof ReviewProofs>
export const ReviewDone = z.object({ id: z.uuid(), state: z.enum(reviewStates), version: z.number() }).meta({ id: 'ReviewDone' })

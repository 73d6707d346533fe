import { z } from 'zod'
import { EventState } from './event.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** issued: written, not delivered yet · delivered · refused: they would not take it · kept and not-kept: found so when looked at again · withdrawn. */
export const LetterState = z.enum(['issued', 'delivered', 'refused', 'kept', 'not-kept', 'withdrawn']).meta({ id: 'LetterState' })
export type LetterState = z.infer<typeof LetterState>
export const LetterVerb = z.enum(['deliver', 'refuse', 'extend', 'reinspect', 'withdraw']).meta({ id: 'LetterVerb' })
export type LetterVerb = z.infer<typeof LetterVerb>

/** A letter of correction (整改通知书). The recipient's name is masked where it is a person's. */
export const Letter = z
  .object({
    ...{
      id: z.uuid(),
      no: z.string(),
      event: z.uuid(),
      object: z.string(),
      objectName: z.string(),
      address: z.string().nullable(),
    },
    ...{ title: z.string(), recipient: z.string(), demand: z.string(), basis: z.array(Words), consequence: Words.nullable() },
    ...{ state: LetterState, issuedAt: Instant, issuedName: z.string(), unitName: z.string() },
    ...{ dueAt: Instant, firstDueAt: Instant, extended: z.int(), overdue: z.boolean() },
    delivered: z.object({ at: Instant, how: z.string(), note: z.string().nullable() }).nullable(),
    ended: z.object({ at: Instant, note: z.string().nullable() }).nullable(),
    version: z.int(),
    allowed: z.array(LetterVerb),
  })
  .meta({ id: 'Letter' })
export type Letter = z.infer<typeof Letter>

const text = (max: number) => z.string().trim().min(2).max(max)
/** Left out: the type's own days, the responsible of the object (else its owner). */
export const LetterNew = z
  .strictObject({ demand: text(1000), days: z.int().min(1).max(365).optional(), recipient: text(80).optional() })
  .meta({ id: 'LetterNew' })
export const deliveries = ['in-person', 'left', 'post', 'electronic'] as const
export const LetterAct = z
  .discriminatedUnion('verb', [
    z.strictObject({
      verb: z.literal('deliver'),
      version: z.int(),
      how: z.enum(deliveries),
      at: Instant.optional(),
      note: text(300).optional(),
    }),
    z.strictObject({ verb: z.literal('refuse'), version: z.int(), note: text(300) }),
    z.strictObject({ verb: z.literal('extend'), version: z.int(), days: z.int().min(1).max(90), note: text(300) }),
    z.strictObject({ verb: z.literal('reinspect'), version: z.int(), kept: z.boolean(), note: text(500) }),
    z.strictObject({ verb: z.literal('withdraw'), version: z.int(), note: text(300) }),
  ])
  .meta({ id: 'LetterAct' })
export type LetterAct = z.infer<typeof LetterAct>
export const LetterDone = z.object({ id: z.uuid(), version: z.int(), state: LetterState }).meta({ id: 'LetterDone' })

/** A hazard somebody stands before: registered by an officer, dispatched at once. */
export const HazardNew = z
  .strictObject({
    object: z.string().max(80),
    type: z.string().max(80),
    what: text(60),
    grade: Grade,
    note: text(500).optional(),
  })
  .meta({ id: 'HazardNew' })

/** A row of the ledger of hazards (隐患台账). `due`: of its letter, else of the order that is open; overdue: it has passed and it is open. */
export const HazardRow = z
  .object({
    ...{ event: z.uuid(), no: z.string(), title: z.string(), type: z.string(), typeName: Words, grade: Grade, state: EventState },
    ...{ object: z.string(), objectName: z.string(), kind: z.string(), areaName: z.string() },
    ...{
      foundBy: z.enum(['inspection', 'officer', 'report', 'sensor']),
      foundAt: Instant,
      closedAt: Instant.nullable(),
      again: z.int(),
    },
    ...{ due: Instant.nullable(), overdue: z.boolean(), leadName: z.string().nullable() },
    letter: z.object({ id: z.uuid(), no: z.string(), state: LetterState }).nullable(),
  })
  .meta({ id: 'HazardRow' })
export type HazardRow = z.infer<typeof HazardRow>
export const HazardCounts = z.object({ open: z.int(), overdue: z.int(), letters: z.int(), closed30: z.int(), found30: z.int() })
export const HazardList = z
  .object({ rows: z.array(HazardRow), next: z.string().nullable(), counts: HazardCounts.nullable(), at: Instant })
  .meta({ id: 'HazardList' })
export type HazardList = z.infer<typeof HazardList>
export const HazardQuery = z.strictObject({
  view: z.enum(['open', 'overdue', 'closed']).default('open'),
  kind: z.string().max(60).optional(),
  area: z.string().max(80).optional(),
  object: z.string().max(80).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** The letters of one hazard, newest first, and what may be done. */
export const HazardLetters = z
  .object({ rows: z.array(Letter), mayIssue: z.boolean(), days: z.int(), recipient: z.string().nullable(), at: Instant })
  .meta({ id: 'HazardLetters' })
export type HazardLetters = z.infer<typeof HazardLetters>

import { z } from 'zod'
import { OpenedBy } from './catalogue.ts'
import { EvidenceView } from './event.ts'
import { Grade, Severity } from './scales.ts'
import { Instant } from './time.ts'
import { ChecklistView } from './work-order.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

/** What still stands between an event and its closing; the screen shows the words, `code` says which button helps. */
export const Missing = z.object({
  code: z.enum([
    'orders-open',
    'part-unmanned',
    'evacuation',
    'way',
    'lead-open',
    'items-open',
    'reading',
    'far-photo',
    'same-photo',
    'defect',
  ]),
  zh: z.string(),
  en: z.string(),
})
export type Missing = z.infer<typeof Missing>

/**
 * What was measured of an event, by the alarm behind it and the vitals of its case: `needed` means that closing waits until it is back, or takes a waiver with
 * a reason. Without `severity`, `clearedAt` and `vitals` nothing was measured.
 */
export const ReadingBack = z.object({
  needed: z.boolean(),
  clear: z.boolean(),
  severity: Severity.nullable(),
  clearedAt: Instant.nullable(),
  /** by the numbers told last; those outside their range first */
  vitals: z.array(z.object({ name: Words, areaName: z.string(), outside: z.boolean() })),
})
export type ReadingBack = z.infer<typeof ReadingBack>

/** One event that waits for its check: before and after, the reading, who did it, what is odd about the closing. */
export const CheckRow = z
  .object({
    event: z.uuid(),
    no: z.string(),
    title: z.string(),
    grade: Grade,
    typeName: Words,
    areaName: z.string(),
    /** it is of all of that area */
    whole: z.boolean(),
    address: z.string().nullable(),
    /** the measured object; its curve tells whether the reading is back */
    object: z.string().nullable(),
    openedAt: Instant,
    /** the 立案条件 it was opened by, with its closing rule; null: by none */
    openedBy: OpenedBy.nullable(),
    checkingAt: Instant,
    order: z.uuid().nullable(),
    unitName: z.string(),
    holderName: z.string().nullable(),
    result: z.string().nullable(),
    cause: z.string().nullable(),
    defects: z.array(z.enum(['partial', 'too-brief', 'wrong-kind', 'no-evidence'])),
    checklist: z.array(ChecklistView),
    /** what other units that must take part have submitted; a check that fails may send these back too */
    assists: z.array(
      z.object({ order: z.uuid(), unitName: z.string(), holderName: z.string().nullable(), result: z.string().nullable() }),
    ),
    before: z.array(EvidenceView),
    after: z.array(EvidenceView),
    /** other evidence: readings, words, ticks, photos outside before and after */
    evidence: z.array(EvidenceView),
    /** farthest photo from the event's place, and farthest before from after, in metres; null where a place is unknown */
    placeM: z.number().nullable(),
    apartM: z.number().nullable(),
    reading: ReadingBack,
    missing: z.array(Missing),
    /** passing takes a reason: the reading is not back, a photo is far from the place, or before and after are one photo */
    needsWaiver: z.boolean(),
    /** false for whoever handled it: nobody checks their own work */
    mayCheck: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'CheckRow' })
export type CheckRow = z.infer<typeof CheckRow>
export const CheckList = z.object({ rows: z.array(CheckRow), next: z.string().nullable(), at: Instant }).meta({ id: 'CheckList' })

/** A dispute against a closed event, as the hub decides it. */
export const Dispute = z
  .object({
    id: z.uuid(),
    event: z.uuid(),
    no: z.string(),
    title: z.string(),
    reason: z.string(),
    from: z.enum(['reporter', 'staff']),
    byName: z.string().nullable(),
    madeAt: Instant,
  })
  .meta({ id: 'Dispute' })
export const DisputeList = z
  .object({ rows: z.array(Dispute), next: z.string().nullable(), at: Instant })
  .meta({ id: 'DisputeList' })

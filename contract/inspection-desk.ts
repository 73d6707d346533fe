import { z } from 'zod'
import { Every, InspectionItem } from './inspection.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** What can be inspected, as the packs say it; a phone keeps it for when there is no network. */
export const InspectionPlan = z
  .object({
    ...{ kind: z.string(), kindName: Words, pack: z.string(), id: z.string(), name: Words },
    every: Every,
    season: z.object({ from: z.number(), to: z.number() }).nullable(),
    items: z.array(InspectionItem),
  })
  .meta({ id: 'InspectionPlan' })
export type InspectionPlan = z.infer<typeof InspectionPlan>
export const InspectionPlans = z.object({ rows: z.array(InspectionPlan), at: Instant }).meta({ id: 'InspectionPlans' })

const Answer = z.strictObject({
  item: z.string().max(40),
  answer: z.enum(['fine', 'fault', 'none']).optional(),
  value: z.number().min(-1e9).max(1e9).optional(),
  text: z.string().trim().max(500).optional(),
  files: z.array(z.uuid()).max(6).optional(),
})
/** An inspection that was done. The header `Idempotency-Key` makes a repeat answer the same. `doneAt`: when on the phone, not later than now and at most seven days ago. */
export const InspectionIn = z
  .strictObject({
    object: z.string().max(80),
    plan: z.string().max(40),
    doneAt: Instant.optional(),
    answers: z.array(Answer).min(1).max(60),
    note: z.string().trim().max(500).optional(),
  })
  .meta({ id: 'InspectionIn' })
export type InspectionIn = z.infer<typeof InspectionIn>
export const InspectionReceipt = z.object({ id: z.uuid(), doneAt: Instant, faults: z.int() }).meta({ id: 'InspectionReceipt' })

/** none: nothing is due now · done · due: open, not done yet · overdue: its time went by and nothing was done since. */
export const DueState = z.enum(['none', 'done', 'due', 'overdue']).meta({ id: 'DueState' })
export type DueState = z.infer<typeof DueState>

/** One inspection of one object that is due or overdue. `last` null: never inspected. */
export const DueRow = z
  .object({
    ...{ object: z.string(), code: z.string(), name: z.string(), kind: z.string(), areaName: z.string() },
    ...{ address: z.string().nullable(), lon: z.number(), lat: z.number() },
    ...{
      plan: z.string(),
      planName: Words,
      state: DueState,
      from: Instant.nullable(),
      by: Instant.nullable(),
      last: Instant.nullable(),
    },
  })
  .meta({ id: 'DueRow' })
export type DueRow = z.infer<typeof DueRow>
export const DueList = z.object({ rows: z.array(DueRow), next: z.string().nullable(), at: Instant }).meta({ id: 'DueList' })
export type DueList = z.infer<typeof DueList>

/** How many objects of an area stand how with one inspection. `never`: of all, those nobody has ever inspected. */
export const DueCounts = z.object({ objects: z.int(), done: z.int(), due: z.int(), overdue: z.int(), never: z.int() })
export type DueCounts = z.infer<typeof DueCounts>
export const DueAreas = z
  .object({
    plan: z.object({ kind: z.string(), id: z.string(), name: Words }),
    /** the window that runs; null: none does, or each object has its own */
    window: z.object({ from: Instant, by: Instant }).nullable(),
    total: DueCounts,
    rows: z.array(z.object({ code: z.string(), name: z.string(), path: z.string().nullable(), counts: DueCounts })),
    at: Instant,
  })
  .meta({ id: 'DueAreas' })
export type DueAreas = z.infer<typeof DueAreas>

/** The inspections of one object: how each stands, how many of those due in the last days were done, and what was done, newest first. */
export const ObjectInspections = z
  .object({
    plans: z.array(
      z.object({
        ...{
          id: z.string(),
          name: Words,
          state: DueState,
          from: Instant.nullable(),
          by: Instant.nullable(),
          last: Instant.nullable(),
        },
        /** so many of so many that were due in the last 30 days; null: it has no windows of its own */
        rate: z.object({ done: z.int(), of: z.int() }).nullable(),
      }),
    ),
    rows: z.array(
      z.object({
        ...{ id: z.uuid(), plan: z.string(), planName: Words, at: Instant, unitName: z.string().nullable(), faults: z.int() },
        ...{ note: z.string().nullable(), photos: z.array(z.string()) },
        found: z.array(
          z.object({ name: Words, text: z.string().nullable(), value: z.number().nullable(), unit: z.string().nullable() }),
        ),
        /** items said not to apply (不涉及), and why */
        absent: z.array(z.object({ name: Words, text: z.string().nullable() })),
      }),
    ),
    mayInspect: z.boolean(),
    at: Instant,
  })
  .meta({ id: 'ObjectInspections' })
export type ObjectInspections = z.infer<typeof ObjectInspections>

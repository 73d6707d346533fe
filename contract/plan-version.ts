import { z } from 'zod'
import { Detail } from './detail.ts'
import { Call, Plan } from './pack.ts'
import { planParts } from './plan-diff.ts'
import { RulesVersionLine, VersionOff, VersionTried, VersionTurn } from './rules.ts'
import { Grade, Severity } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** What keeps a plan from being saved, with its place (`lead.0.call.1.postKind`). */
export const PlanFault = z
  .object({
    path: z.string(),
    code: z.enum([
      ...(['unknown-post', 'wrong-tier', 'no-name', 'same-call', 'no-grades', 'no-time', 'too-long'] as const),
      ...([
        'out-of-order',
        'same-id',
        'unknown-reading',
        'no-reading',
        'no-clocks',
        'unknown-grade',
        'unknown-way',
        'no-part',
      ] as const),
    ]),
    words: Words,
  })
  .meta({ id: 'PlanFault' })
export type PlanFault = z.infer<typeof PlanFault>

export const PlanDifference = z
  .object({
    part: z.enum(planParts),
    what: z.enum(['added', 'removed', 'changed', 'moved']),
    name: z.union([z.object({ words: Words }), z.object({ call: Call }), z.object({ grade: z.string() })]),
    field: z.string().optional(),
    from: z.string().nullable().optional(),
    to: z.string().nullable().optional(),
  })
  .meta({ id: 'PlanDifference' })

/** Events that run by one version of a plan: they keep it to their end. */
const Running = z.object({ version: z.int(), events: z.int() })

/** The plans of a pack's types of events, with what is in force and what runs by which version. */
export const PlanList = z
  .object({
    rows: z.array(
      z.object({
        type: z.string(),
        name: Words,
        pack: z.string(),
        packName: Words,
        version: z.int(),
        publishedAt: Instant.nullable(),
        /** drafts and versions that wait for their second person */
        open: z.int(),
        running: z.array(Running),
        rungs: z.int(),
      }),
    ),
    at: Instant,
  })
  .meta({ id: 'PlanList' })
export type PlanList = z.infer<typeof PlanList>

/** A plan in force with everything its table needs, and its versions, newest first. */
export const TypePlan = z
  .object({
    type: z.string(),
    name: Words,
    pack: z.string(),
    packName: Words,
    version: z.int(),
    plan: Plan,
    versions: z.array(RulesVersionLine),
    running: z.array(Running),
    allowed: z.array(z.enum(['draft', 'roll-back'])),
    /** severity → grade; a severity without one is watched only */
    gradeOf: z.partialRecord(Severity, Grade),
    auto: z.array(Severity),
    grade: Grade,
    /** who may be called: kinds of posts that there are, with what one of them is called, an example of its unit, and how many there are */
    posts: z.array(
      z.object({
        postKind: z.string(),
        tier: z.enum(['city', 'district', 'town']),
        board: z.string().nullable(),
        domain: z.string().nullable(),
        side: z.enum(['A', 'B']).nullable(),
        name: z.string(),
        example: z.string(),
        count: z.int(),
      }),
    ),
    readings: z.record(z.string(), Words),
    /** details of the pack's objects, by which a plan asks some only where an object is so */
    details: z.record(z.string(), Detail),
    at: Instant,
  })
  .meta({ id: 'TypePlan' })
export type TypePlan = z.infer<typeof TypePlan>

export const PlanVersion = RulesVersionLine.extend({
  plan: Plan,
  faults: z.array(PlanFault),
  differences: z.array(PlanDifference),
  tried: VersionTried.nullable(),
  off: z.array(VersionOff),
  nothingRecorded: z.boolean(),
  history: z.array(VersionTurn),
  /** events that still run by this version */
  running: z.int(),
}).meta({ id: 'PlanVersion' })
export type PlanVersion = z.infer<typeof PlanVersion>

/** A few of the events that run by a version, the oldest first. */
export const PlanRunning = z
  .object({
    rows: z.array(
      z.object({
        event: z.string(),
        no: z.string(),
        title: z.string(),
        grade: Grade,
        state: z.string(),
        areaName: z.string(),
        version: z.int(),
        openedAt: Instant,
      }),
    ),
    all: z.int(),
  })
  .meta({ id: 'PlanRunning' })
export type PlanRunning = z.infer<typeof PlanRunning>

export const PlanGiven = z.strictObject({ plan: Plan })
export const PlanDraft = PlanGiven.extend({ note: z.string().trim().min(1).max(500) })
export const PlanChange = PlanDraft.extend({
  /** when the version was last written, as it was read */
  changedAt: Instant,
  basedOn: z.int().min(0).optional(),
})
export const PlanChecked = z
  .object({ faults: z.array(PlanFault), differences: z.array(PlanDifference) })
  .meta({ id: 'PlanChecked' })
export type PlanChecked = z.infer<typeof PlanChecked>

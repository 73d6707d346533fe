import { z } from 'zod'
import { PlanStepView } from './event.ts'
import { Grade, Risk, Severity } from './scales.ts'
import { signalSources } from './signal-sources.ts'
import { Instant } from './time.ts'

export const SignalState = z
  .enum(['waiting', 'snoozed', 'opened', 'merged', 'rejected', 'auto', 'gone'])
  .meta({ id: 'SignalState' })

/** A row of the inbox. `auto` = opened and dispatched by the platform itself, shown with 已自动派遣. */
export const Signal = z
  .object({
    id: z.uuid(),
    source: z.enum(signalSources),
    type: z.string(),
    typeName: z.object({ zh: z.string(), en: z.string() }),
    title: z.string(),
    grade: Grade,
    severity: Severity.nullable(),
    state: SignalState,
    area: z.string(),
    areaName: z.string(),
    /** it is of all of that area: `lon`, `lat` are only its middle */
    whole: z.boolean(),
    lon: z.number(),
    lat: z.number(),
    address: z.string().nullable(),
    content: z.string().nullable(),
    reading: z.string().nullable(),
    receivedAt: Instant,
    snoozeUntil: Instant.nullable(),
    /** put off by the platform because something else answers it: gone at `snoozeUntil` if nobody decides, where others come back */
    ends: z.boolean(),
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
    reason: z.string().nullable(),
    event: z.object({ id: z.uuid(), no: z.string(), state: z.string(), accepted: z.boolean() }).nullable(),
    duplicates: z.number(),
    version: z.number(),
  })
  .meta({ id: 'Signal' })
export type Signal = z.infer<typeof Signal>

export const SignalDetail = Signal.extend({
  /** the object it is about: named by a report or a seat, or the one that alarmed */
  objectView: z
    .object({
      id: z.string(),
      name: z.string(),
      code: z.string(),
      kind: z.string(),
      kindName: z.object({ zh: z.string(), en: z.string() }),
      risk: Risk.nullable(),
      /** its risk is reckoned: without a level it was not rated yet */
      modelled: z.boolean(),
      openEvents: z.int(),
      /** metres from it at which the sender's phone said it was, when that is far; the object's place holds all the same */
      phoneM: z.int().nullable(),
    })
    .nullable(),
  /** the report it came from */
  report: z.uuid().nullable(),
  /** what a camera noticed: how often since when, and how sure it was; null confidence: it did not say */
  suspicion: z
    .object({
      camera: z.string(),
      name: z.string().nullable(),
      /** false: nobody told where it is; the place of the signal is that of its platform */
      placed: z.boolean(),
      label: z.string(),
      confidence: z.number().nullable(),
      n: z.number(),
      firstAt: Instant,
      lastAt: Instant,
    })
    .nullable(),
  photos: z.array(z.object({ id: z.string(), takenAt: Instant })),
  device: z.string().nullable(),
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  proposal: z
    .object({
      plan: z.string(),
      version: z.number(),
      steps: z.array(PlanStepView),
      acceptS: z.number(),
      arriveS: z.number().nullable(),
    })
    .nullable(),
  why: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) })),
  nearby: z.array(
    z.object({
      id: z.string(),
      no: z.string(),
      title: z.string(),
      grade: Grade,
      state: z.string(),
      distanceM: z.number(),
      openedAt: Instant,
      /** how likely it is the same, 0–1, and what each part brings (type 0.4, distance 0.3, time 0.1, text 0.2 at most) */
      score: z.number(),
      /** of one object: that alone decides */
      sameObject: z.boolean(),
      parts: z.object({ type: z.number(), distance: z.number(), time: z.number(), text: z.number() }),
    }),
  ),
}).meta({ id: 'SignalDetail' })
export type SignalDetail = z.infer<typeof SignalDetail>

/** What came before a desk within some minutes; more than `bound` is more than people can look at. */
export const DeskLoad = z
  .object({
    minutes: z.int(),
    /** notices to posts of one's own unit */
    calls: z.int(),
    /** signals of one's areas that wait for a person */
    findings: z.int(),
    bound: z.int(),
  })
  .meta({ id: 'DeskLoad' })

export const SignalList = z
  .object({
    rows: z.array(Signal),
    next: z.string().nullable(),
    counts: z.object({ waiting: z.number(), snoozed: z.number(), auto: z.number() }),
    handled: z.object({
      opened: z.number(),
      merged: z.number(),
      rejected: z.number(),
      snoozed: z.number(),
      rows: z.array(Signal),
    }),
    load: DeskLoad,
    at: Instant,
  })
  .meta({ id: 'SignalList' })

const version = z.int().positive().optional()
export const OpenBody = z.strictObject({
  version,
  grade: Grade.optional(),
  type: z.string().max(80).optional(),
  lead: z.string().max(80).optional(),
  /** the 立案条件 of the event catalogue it is opened by, as of the version that was looked at */
  condition: z.strictObject({ version: z.int().positive(), id: z.string().max(20) }).optional(),
})
export const MergeSignalBody = z.strictObject({ version, event: z.uuid() })
/** What was merged by mistake comes back to the inbox. */
export const SplitSignalBody = z.strictObject({ version, reason: z.string().trim().min(2).max(300) })
export const RejectBody = z.strictObject({ version, reason: z.string().trim().min(2).max(300) })
export const SnoozeBody = z.strictObject({
  version,
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
})
export const SignalNewBody = z.strictObject({
  type: z.string().max(80),
  title: z.string().trim().min(2).max(120),
  content: z.string().trim().max(1000).optional(),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  address: z.string().max(200).optional(),
  /** the object it is about, of one's areas */
  object: z.string().max(80).optional(),
})

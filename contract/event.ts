import { z } from 'zod'
import { OpenedBy } from './catalogue.ts'
import { CalledBefore } from './channel.ts'
import { EvacuationState } from './evacuation.ts'
import { Fact } from './fact.ts'
import { Grade, Risk, Severity } from './scales.ts'
import { Instant } from './time.ts'
import { EventWay } from './way-closure.ts'
import { Words } from './words.ts'
import { OrderState, WorkOrder } from './work-order.ts'

export const EventState = z
  .enum(['open', 'handling', 'checking', 'suspended', 'parked', 'closed', 'merged', 'false-alarm', 'self-handled'])
  .meta({ id: 'EventState' })
export type EventState = z.infer<typeof EventState>

/** Every verb a person may use on an event; the server answers which are allowed now. */
export const EventAction = z
  .enum([
    'dispatch',
    'undo',
    'grade',
    'merge',
    'split',
    'suspend',
    'park',
    'resume',
    'approve-pause',
    'refuse-pause',
    'check',
    'false-alarm',
    'report-false-alarm',
    'dispute',
    'reopen',
    'urge',
    'support',
    'raise',
    'hand-down',
  ])
  .meta({ id: 'EventAction' })
export type EventAction = z.infer<typeof EventAction>

/**
 * The clock that runs now: which, from when, until when. Null where none runs. `firstDue`: the order's own limit, from which lateness counts; `due` is later
 * while a rung of the ladder that was called after it has one of its own.
 */
export const RunningClock = z.object({
  clock: z.enum(['accept', 'arrive', 'finish']),
  from: Instant,
  ...{ due: Instant, firstDue: Instant },
  paused: z.boolean(),
  provisional: z.boolean(),
})

export const EventRow = z
  .object({
    id: z.uuid(),
    no: z.string(),
    type: z.string(),
    typeName: z.object({ zh: z.string(), en: z.string() }),
    grade: Grade,
    title: z.string(),
    state: EventState,
    mode: z.enum(['auto', 'triage']),
    source: z.string(),
    area: z.string(),
    areaName: z.string(),
    /** it is of all of that area (a vital of it opened the event): `lon`, `lat` are only its middle */
    whole: z.boolean(),
    lon: z.number(),
    lat: z.number(),
    address: z.string().nullable(),
    severity: Severity.nullable(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
    leadName: z.string().nullable(),
    holder: z.string().nullable(),
    /** state of the lead order in force: `asked` waits for its acceptance, `returned` and `arbitration` for a ruling */
    leadState: OrderState.nullable(),
    clock: RunningClock.nullable(),
    overdue: z.boolean(),
    version: z.number(),
    /** a drill (演练): it counts nowhere */
    exercise: z.boolean(),
  })
  .meta({ id: 'EventRow' })
export type EventRow = z.infer<typeof EventRow>

export const EvidenceView = z
  .object({
    id: z.uuid(),
    item: z.string(),
    label: z.object({ zh: z.string(), en: z.string() }),
    kind: z.enum(['photo', 'reading', 'text', 'tick']),
    file: z.string().nullable(),
    value: z.unknown(),
    /** unit of a reading that a checklist item asked for */
    unit: z.string().nullable(),
    hash: z.string().nullable(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    accuracyM: z.number().nullable(),
    distanceM: z.number().nullable(),
    takenAt: Instant,
    byName: z.string(),
  })
  .meta({ id: 'Evidence' })
export type EvidenceView = z.infer<typeof EvidenceView>

/** A picture of a camera that is a file of the case: what was noticed, by which camera, when. */
export const SightingView = z
  .object({
    file: z.uuid(),
    /** what was noticed, in the words of the camera's platform */
    label: z.string(),
    /** name of the camera, its number where nobody told its name */
    camera: z.string(),
    /** what was read off the thing, such as a number plate */
    thing: z.string().nullable(),
    at: Instant,
  })
  .meta({ id: 'EventSighting' })
export type SightingView = z.infer<typeof SightingView>

/** Why it is as it is: rule, grade, routing, what was not merged. Codes and values, rendered by the screen. */
export const Why = z.object({
  rule: z.string().nullable(),
  /** what the rule saw and its limit, at the alarm's gravest; no value where a level only held for its time */
  measured: z
    .object({ reading: z.string().nullable(), value: z.number().nullable(), limit: z.number().nullable(), unit: z.string() })
    .nullable(),
  grade: z.string(),
  route: z.array(
    z.object({ unit: z.string(), unitName: z.string(), role: z.enum(['lead', 'assist', 'inform']), reason: z.string() }),
  ),
})

export const PlanStepView = z.object({
  step: z.number(),
  name: z.object({ zh: z.string(), en: z.string() }),
  at: Instant.nullable(),
  afterS: z.number().nullable(),
  called: z.boolean(),
  people: z.array(
    z.object({
      post: z.string(),
      postName: z.string(),
      unitName: z.string(),
      person: z.string().nullable(),
      personName: z.string().nullable(),
      inform: z.boolean(),
      /** of a rung that was not called: what came of calling them all the same; null: nobody did */
      before: CalledBefore.nullable(),
    }),
  ),
})
export type PlanStepView = z.infer<typeof PlanStepView>

/** An area or an operating district; `paths`: what it is made of, of an operating district across divisions its towns. */
export const WholeArea = z.object({ code: z.string(), name: z.string(), paths: z.array(z.string()) }).meta({ id: 'WholeArea' })
export type WholeArea = z.infer<typeof WholeArea>

/** Why a case stands still or is to be called false, and until when; `granted`: a second person agreed. */
export const CasePause = z.object({
  verb: z.enum(['suspend', 'park', 'false-alarm']),
  reason: z.string(),
  until: Instant.nullable(),
  askedBy: z.string(),
  granted: z.boolean(),
})
export type CasePause = z.infer<typeof CasePause>

export const EventDetail = EventRow.extend({
  content: z.string().nullable(),
  /** the 立案条件 it was opened by, with its limit and its closing rule; null: by none */
  openedBy: OpenedBy.nullable(),
  cordonM: z.number().nullable(),
  /** the area it is of as a whole (a vital of it opened the event): `lon`, `lat` are only its middle, nothing is near it; null: it has a place */
  wholeArea: WholeArea.nullable(),
  allowed: z.array(EventAction),
  facts: z.array(Fact),
  workOrders: z.array(WorkOrder),
  evidence: z.array(EvidenceView),
  /** pictures of the cameras that brought it, the first ones, oldest first */
  sightings: z.array(SightingView),
  /** 撤离清单: how far it is; null where the plan has none or nobody lives there */
  evacuation: EvacuationState.nullable(),
  /** 通行管制: ways its plan may close, and how they stand */
  ways: z.array(EventWay),
  /** parts of the plan nobody could be called for and nobody was given yet; `unitName`: who was asked in their place, null: nobody */
  unmanned: z.array(
    z.object({
      ...{ id: z.uuid(), part: Words, mandatory: z.boolean() },
      ...{ why: z.enum(['no-post', 'no-charge', 'unheld']), unitName: z.string().nullable() },
    }),
  ),
  why: Why.nullable(),
  plan: z
    .object({
      id: z.string(),
      version: z.number(),
      /** of the plan, where one was published since; 0: as the pack came */
      planVersion: z.number(),
      steps: z.array(PlanStepView),
      safety: z.array(z.object({ zh: z.string(), en: z.string() })),
      /** its parts that have ids, for whoever asks another unit to help with one */
      parts: z.array(z.object({ id: z.string(), name: Words })),
    })
    .nullable(),
  pause: CasePause.nullable(),
  mergedInto: z.object({ id: z.string(), no: z.string() }).nullable(),
  merged: z.array(z.object({ id: z.string(), no: z.string(), title: z.string() })),
  /** signals of the inbox that were merged into it, and may be split off again */
  mergedSignals: z.array(z.object({ id: z.string(), title: z.string(), source: z.string(), receivedAt: Instant })),
  reports: z.array(
    z.object({ id: z.string(), source: z.string(), content: z.string(), contact: z.string().nullable(), receivedAt: Instant }),
  ),
  nearby: z.array(
    z.object({
      id: z.string(),
      no: z.string(),
      title: z.string(),
      grade: Grade,
      state: EventState,
      distanceM: z.number(),
      openedAt: Instant,
    }),
  ),
  objectView: z
    .object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      /** null: its kind has no model, or nobody rated it yet */
      risk: Risk.nullable(),
      dutyUnit: z.string().nullable(),
      owner: z.string().nullable(),
    })
    .nullable(),
  /** `severity` as it stands now, `peak` the gravest it came to */
  alarm: z
    .object({ id: z.string(), severity: Severity, peak: Severity, since: Instant, clearedAt: Instant.nullable() })
    .nullable(),
  missing: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  undoUntil: Instant.nullable(),
}).meta({ id: 'EventDetail' })
export type EventDetail = z.infer<typeof EventDetail>

export const EventList = z
  .object({ rows: z.array(EventRow), next: z.string().nullable(), counts: z.record(z.string(), z.number()), at: Instant })
  .meta({ id: 'EventList' })
export const EventQuery = z.object({
  area: z.string().max(80).optional(),
  state: z.string().max(200).optional(),
  grade: z.string().max(100).optional(),
  type: z.string().max(80).optional(),
  /** of the eight boards, the four of a town, or `other`: types of events by the first word of their path */
  board: z.string().max(40).optional(),
  view: z.enum(['mine', 'unit', 'overdue', 'checking', 'closed', 'open', 'all']).optional(),
  /** the cases behind a figure of the evaluation, as `judgedText` of `evaluation-kinds.ts` says it */
  judged: z.string().max(200).optional(),
  q: z.string().max(80).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type EventQuery = z.infer<typeof EventQuery>

const version = z.int().positive().optional()
const reason = z.string().trim().min(2).max(500)
export const DispatchBody = z.strictObject({ version, lead: z.string().max(80).optional(), reason: reason.optional() })
export const GradeBody = z.strictObject({ version, grade: Grade, reason })
export const MergeBody = z.strictObject({ version, into: z.uuid() })
export const PauseBody = z.strictObject({ version, reason, until: Instant.optional() })
export const ReasonBody = z.strictObject({ version, reason })
export const PlainBody = z.strictObject({ version })
/** `orders`: what goes back besides the lead order, of `assists` of the check row; nothing when the check passes. */
export const CheckBody = z.strictObject({
  version,
  passed: z.boolean(),
  reason: reason.optional(),
  waiver: reason.optional(),
  orders: z.array(z.uuid()).max(50).default([]),
})
export const UrgeBody = z.strictObject({ version, words: z.string().trim().min(1).max(200) })
/** Whose number: the reporter's or the responsible person's; `of` names one of several (a report, a person), else the first of them. */
export const CallBody = z.strictObject({
  whose: z.enum(['reporter', 'responsible']),
  of: z.string().max(80).optional(),
  purpose: z.string().max(300),
})
/** A number, unmasked: shown once, and a fact. */
export const Called = z.object({ name: z.string().nullable(), phone: z.string() }).meta({ id: 'Called' })
export type Called = z.infer<typeof Called>
/** `part`: one of the event's `unmanned` parts, which the unit gets; a mandatory one stays mandatory. */
export const SupportBody = z.strictObject({
  ...{ version, unit: z.string().max(80), reason, mandatory: z.boolean().default(false) },
  part: z.uuid().optional(),
  /** a part of the plan this unit helps with, by its id: it is told the same words and counts or closes what that part does */
  as: z.string().max(40).optional(),
})
export const TierBody = z.strictObject({ version, reason, to: z.string().max(80).optional() })

/** Answer of every verb on an event: where it stands now. */
export const EventDone = z.object({ id: z.uuid(), state: z.string(), version: z.number() }).meta({ id: 'EventDone' })
export type EventDone = z.infer<typeof EventDone>

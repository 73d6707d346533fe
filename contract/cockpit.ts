import { z } from 'zod'
import { CameraState } from './camera-list.ts'
import { CallChannel, CalledBefore, CallState } from './channel.ts'
import { CasePause, EventRow, RunningClock, WholeArea } from './event.ts'
import { CaseVital } from './event-vital.ts'
import { Fact } from './fact.ts'
import { Series } from './reading.ts'
import { Grade, grades } from './scales.ts'
import { Instant } from './time.ts'
import { EventWay } from './way-closure.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

/** Number of events per grade, every grade present. */
export const ByGrade = z.object(Object.fromEntries(grades.map((grade) => [grade, z.number()])) as Record<Grade, z.ZodNumber>)

/** Part and whole of a share: the screen shows both, never the percentage alone. */
export const Share = z.object({ n: z.number(), of: z.number() })

/** Why a vital sign has no value: nothing connected, too few cases for a share, nothing heard. */
export const VitalReason = z.enum(['not-connected', 'too-few', 'nothing-heard'])

/**
 * A vital sign (体征). `value` null with a `reason` is shown as "—", never as 0. `coverage` says how much of the whole the
 * value stands on; `normal` is the band within which nobody has to look.
 */
export const Vital = z
  .object({
    id: z.string(),
    name: Words,
    value: z.number().nullable(),
    unit: z.string(),
    normal: z.tuple([z.number(), z.number()]).nullable(),
    coverage: Share,
    /** both numbers of a value that is a share of something else than what it stands on */
    share: Share.optional(),
    at: Instant.nullable(),
    reason: VitalReason.optional(),
  })
  .meta({ id: 'Vital' })
export type Vital = z.infer<typeof Vital>

/** A row of the wall's map and list: an operating district at the city's level, else a child area. `path` is null for a zone. */
export const AreaLoad = z
  .object({
    code: z.string(),
    name: z.string(),
    path: z.string().nullable(),
    worst: Grade.nullable(),
    redOrange: z.number(),
    open: z.number(),
  })
  .meta({ id: 'AreaLoad' })
export type AreaLoad = z.infer<typeof AreaLoad>

/** C1. `dataAt` is the last moment anything was heard from a device inside the area; null when there is none. */
export const CockpitView = z
  .object({
    at: Instant,
    dataAt: Instant.nullable(),
    area: z.object({ path: z.string(), name: z.string(), tier: z.string() }),
    open: z.object({ n: z.number(), byGrade: ByGrade }),
    overdue: z.number(),
    unaccepted: z.object({ n: z.number(), redOrange: z.number() }),
    acceptedOnTime: Share.extend({ hours: z.number() }),
    closed24h: z.number(),
    newest: z.array(EventRow),
    districts: z.array(AreaLoad),
    vital: z.array(Vital),
    strip24h: z.array(z.object({ from: Instant, byGrade: ByGrade })),
  })
  .meta({ id: 'Cockpit' })
export type CockpitView = z.infer<typeof CockpitView>

/** Somebody at work on an event: `phase` says how far; phones are masked, a reveal is asked elsewhere. */
export const CrewMember = z.object({
  order: z.string(),
  unit: z.string(),
  unitName: z.string(),
  role: z.enum(['lead', 'assist']),
  phase: z.enum(['called', 'under-way', 'on-site', 'done']),
  name: z.string().nullable(),
  since: Instant,
  clock: RunningClock.nullable(),
})
export const Contact = z.object({
  name: z.string(),
  postName: z.string(),
  unitName: z.string(),
  phone: z.string().nullable(),
  /** called for the order that leads, not (only) for one that assists */
  leads: z.boolean(),
  state: CallState,
  /** the way tried last; null when a notice was all */
  channel: CallChannel.nullable(),
})

/**
 * A step of the plan on the wall: called when, answered when, and the accept clock that runs while it is not. `startsAt`: of one that was not called, when
 * it will be if nobody accepts before, by the limit that runs now; null: no limit runs. `passed`: it never was, though one above it was. `before`: of one
 * that was not called, what came of calling the first of its people all the same.
 */
export const CockpitStep = z.object({
  step: z.number(),
  name: Words,
  at: Instant.nullable(),
  called: z.boolean(),
  answeredAt: Instant.nullable(),
  ...{ startsAt: Instant.nullable(), passed: z.boolean() },
  people: z.array(z.string()),
  before: CalledBefore.nullable(),
  clock: RunningClock.nullable(),
})

/**
 * A camera near a case as its platform listed it at `listedAt`, `m` metres away. `picture`: the newest that is kept of what it noticed; its `file` null:
 * whoever asks may not see it.
 */
export const NearCamera = z.object({
  ...{ name: z.string().nullable(), state: CameraState, lon: z.number(), lat: z.number(), m: z.int(), listedAt: Instant },
  picture: z.object({ at: Instant, file: z.string().nullable() }).nullable(),
})
export type NearCamera = z.infer<typeof NearCamera>

/**
 * C2: one event full screen. `event.pause`: why it rests, or is to, and until when. Each part is read by itself: null is one that could not be read this time, and the others are there all the same.
 * `plan.of`: the pack it came with and its versions; null: it has none. `vital.of`: the vital it was opened by; null: by none; `vital.joined`: those that joined it. `cameras`: the nearest
 * within `withinM` metres, of the caller's areas; where none is, `beyond` is the nearest within some kilometres, null: there is none either. Of a case of
 * an area as a whole (`wholeArea`) none is looked for.
 */
export const CockpitEvent = z
  .object({
    at: Instant,
    event: EventRow.extend({
      ...{ cordonM: z.number().nullable(), object: z.string().nullable(), wholeArea: WholeArea.nullable() },
      pause: CasePause.nullable(),
    }),
    plan: z
      .object({
        of: z.object({ pack: z.string(), version: z.number(), planVersion: z.number() }).nullable(),
        steps: z.array(CockpitStep),
      })
      .nullable(),
    crew: z.array(CrewMember).nullable(),
    phones: z.array(Contact).nullable(),
    series: z.array(Series).nullable(),
    vital: z.object({ of: CaseVital.nullable(), joined: z.array(CaseVital) }).nullable(),
    cameras: z
      .object({
        withinM: z.int(),
        rows: z.array(NearCamera),
        beyond: NearCamera.pick({ name: true, state: true, m: true }).nullable(),
      })
      .nullable(),
    ways: z.array(EventWay).nullable(),
    facts: z.array(Fact).nullable(),
  })
  .meta({ id: 'CockpitEvent' })
export type CockpitEvent = z.infer<typeof CockpitEvent>

/**
 * L1: three numbers, each with what it is a part of, and open red and orange events: the heaviest, of these whoever waits longest for somebody to
 * accept, then the newest. `beyond`: how many more stand open and are not handed over, when there are very many.
 */
export const LeaderView = z
  .object({
    at: Instant,
    area: z.object({ path: z.string(), name: z.string() }),
    unaccepted: Share,
    overdue: Share,
    returned: z.object({ waiting: z.number(), today: z.number() }),
    rows: z.array(EventRow.extend({ lastFact: Fact.nullable() })),
    beyond: z.int(),
  })
  .meta({ id: 'Leader' })
export type LeaderView = z.infer<typeof LeaderView>

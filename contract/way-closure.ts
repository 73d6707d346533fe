import { z } from 'zod'
import { Severity } from './scales.ts'
import { Instant } from './time.ts'

const Words = z.object({ zh: z.string(), en: z.string() })
const Named = z.object({ id: z.string(), name: Words })
const occurredAt = Instant.optional()
/** The block of the plan it is about. */
const block = z.string().max(40)

/** Degrees east and north (WGS-84) along the reach, from its first to its last kilometre. */
export const WayLine = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).max(200)

/**
 * closed: nobody may pass · lifting: somebody asked to lift it and a second person has not said yet · open: lifted · needless: whoever would have ordered it
 * said why it is not needed.
 */
export const wayStates = ['closed', 'lifting', 'open', 'needless'] as const
export const WayState = z.enum(wayStates)
export type WayState = z.infer<typeof WayState>

export const wayActions = ['close', 'needless', 'tell', 'ask-lift', 'lift', 'refuse-lift', 'hand-over'] as const
export const WayAction = z.enum(wayActions)
export type WayAction = z.infer<typeof WayAction>

/** Which reach of which way, in km of the way; `line` empty: nobody entered its points, so no map draws it. */
const Reach = z.object({
  wayName: z.string(),
  fromKm: z.number().nullable(),
  toKm: z.number().nullable(),
  line: WayLine,
})

/** One closing of a way, from its order to its end. */
export const WayClosure = Reach.extend({
  id: z.uuid(),
  state: WayState,
  since: Instant,
  byName: z.string().nullable(),
  unitName: z.string(),
  /** who was told, when, by whom; ids of the block's `tell` */
  told: z.array(z.object({ to: z.string(), at: Instant, byName: z.string().nullable(), how: z.string().nullable() })),
  /** why it is not needed */
  reason: z.string().nullable(),
  lift: z.object({ at: Instant, byName: z.string().nullable(), note: z.string(), checks: z.array(z.string()) }).nullable(),
  ended: z.object({ at: Instant, byName: z.string().nullable() }).nullable(),
  /** the case may close though it is still closed: who sees to it from then on, and why */
  handed: z.object({ to: z.string(), reason: z.string(), at: Instant, byName: z.string().nullable() }).nullable(),
}).meta({ id: 'WayClosure' })
export type WayClosure = z.infer<typeof WayClosure>

/** What a case's plan may close, how it stands, and what you may do about it. */
export const EventWay = z
  .object({
    block,
    name: Words,
    way: Words,
    /** at this grade it has to be ordered, or said to be needless */
    wanted: z.boolean(),
    tell: z.array(Named),
    checks: z.array(Named),
    /** it is not lifted while an alarm stands at this severity or graver; `standing`: the gravest that stands */
    below: Severity,
    standing: Severity.nullable(),
    /** the reach as the register knows it */
    known: Reach,
    closure: WayClosure.nullable(),
    /** work orders that may order it */
    orders: z.array(z.string()),
    allowed: z.array(WayAction),
  })
  .meta({ id: 'EventWay' })
export type EventWay = z.infer<typeof EventWay>

/** A way that is closed now, for the map. `over`: its case is over, and nobody lifted it. */
export const ClosedWay = Reach.extend({
  id: z.uuid(),
  event: z.uuid(),
  no: z.string(),
  title: z.string(),
  name: Words,
  way: Words,
  state: z.enum(['closed', 'lifting']),
  since: Instant,
  unitName: z.string(),
  handed: z.boolean(),
  over: z.boolean(),
}).meta({ id: 'ClosedWay' })
export type ClosedWay = z.infer<typeof ClosedWay>
export const ClosedWays = z.object({ rows: z.array(ClosedWay), at: Instant }).meta({ id: 'ClosedWays' })
export type ClosedWays = z.infer<typeof ClosedWays>

const km = z.number().min(0).max(10_000)
/** `line` left out: as the register knows it. */
export const CloseWayBody = z.strictObject({
  occurredAt,
  block,
  wayName: z.string().trim().min(1).max(40),
  fromKm: km,
  toKm: km,
  line: WayLine.optional(),
})
export const NeedlessBody = z.strictObject({ occurredAt, block, reason: z.string().trim().min(4).max(300) })
export const TellBody = z.strictObject({
  occurredAt,
  block,
  to: z.string().max(40),
  how: z.string().trim().max(60).optional(),
})
export const AskLiftBody = z.strictObject({
  checks: z.array(z.string().max(40)).max(12),
  note: z.string().trim().min(4).max(300),
})
export const LiftBody = z.strictObject({ passed: z.boolean(), reason: z.string().trim().min(4).max(300).optional() })
export const HandOverBody = z.strictObject({ to: z.string().trim().min(2).max(60), reason: z.string().trim().min(4).max(300) })

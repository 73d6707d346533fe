import { z } from 'zod'
import { quietKinds } from './quiet-kinds.ts'
import { Severity } from './scales.ts'
import { Instant } from './time.ts'

/** Longest a silence or a planned window may last; after that somebody decides anew. */
export const mostMuteDays = 30

const mute = z.object({
  kind: z.literal('mute'),
  mute: z.uuid(),
  reason: z.string(),
  ownerName: z.string(),
  /** only while one rule alone speaks: looked at every minute */
  ofRule: z.boolean(),
  until: Instant,
})
const cause = z.object({
  kind: z.literal('cause'),
  alarm: z.uuid(),
  object: z.string(),
  label: z.string(),
  family: z.string(),
  /** null while the cause stands; then the end of the grace for what hangs below to be heard again */
  until: Instant.nullable(),
})
const deviceFault = z.object({ kind: z.literal('device-fault'), rule: z.string() })
const flapping = z.object({ kind: z.literal('flapping'), raises: z.int(), until: Instant })
const budget = z.object({ kind: z.literal('budget'), rule: z.string(), opened: z.int(), until: Instant })

/** Why an alarm calls nobody: a person's word, a cause above it, a fault of its own device, its flapping, a rule that is too noisy. */
export const QuietReason = z.discriminatedUnion('kind', [mute, cause, deviceFault, flapping, budget]).meta({ id: 'QuietReason' })
export type QuietReason = z.infer<typeof QuietReason>

const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** What is to be quiet: an area always, and inside it whatever is narrowed down. */
export const MuteWhat = z.strictObject({
  /** path or code */
  area: z.string().max(80),
  /** WGS-84 longitude and latitude, closed by itself */
  outline: z.array(point).min(3).max(500).optional(),
  object: z.string().max(80).optional(),
  deviceKind: z.string().max(80).optional(),
  type: z.string().max(80).optional(),
  /** `pack/rule`: only alarms no other rule speaks for */
  rule: z.string().max(160).optional(),
})
export type MuteWhat = z.infer<typeof MuteWhat>

/**
 * What a silence would reach now. Each standing alarm counts once: somebody is at its case, red, dispatched by itself (quiet only once a
 * second person has confirmed), or quiet at once.
 */
export const MuteReach = z
  .object({
    objects: z.int(),
    devices: z.int(),
    alarms: z.object({ all: z.int(), attended: z.int(), red: z.int(), calling: z.int(), quiet: z.int() }),
    at: Instant,
  })
  .meta({ id: 'MuteReach' })
export type MuteReach = z.infer<typeof MuteReach>

export const MuteBody = MuteWhat.extend({
  kind: z.enum(['silence', 'works']),
  reason: z.string().trim().min(2).max(300),
  /** who answers for it at the place; left out: whoever makes it */
  ownerName: z.string().trim().min(2).max(80).optional(),
  /** their number, kept apart: shown masked, seen whole with a purpose */
  ownerPhone: z
    .string()
    .trim()
    .regex(/^[+\d][\d -]{4,22}\d$/)
    .optional(),
  from: Instant.optional(),
  to: Instant,
})

export const MuteState = z.enum(['ahead', 'now', 'over']).meta({ id: 'MuteState' })
export const Mute = z
  .object({
    id: z.uuid(),
    kind: z.enum(['silence', 'works']),
    state: MuteState,
    area: z.string(),
    areaName: z.string(),
    outline: z.array(point).nullable(),
    object: z.string().nullable(),
    objectName: z.string().nullable(),
    deviceKind: z.string().nullable(),
    type: z.string().nullable(),
    rule: z.string().nullable(),
    reason: z.string(),
    ownerName: z.string(),
    /** masked; null: none was given */
    ownerPhone: z.string().nullable(),
    madeByName: z.string(),
    madeAt: Instant,
    from: Instant,
    to: Instant,
    /** the second person: before, what calls people by itself is not muted */
    confirmedByName: z.string().nullable(),
    endedAt: Instant.nullable(),
    endedByName: z.string().nullable(),
    /** alarms quiet by it now */
    muted: z.int(),
    mayEnd: z.boolean(),
    mayConfirm: z.boolean(),
  })
  .meta({ id: 'Mute' })
export type Mute = z.infer<typeof Mute>
export const MuteList = z.object({ rows: z.array(Mute), at: Instant }).meta({ id: 'MuteList' })
export const MuteDone = z.object({ id: z.uuid() })
export const MuteReveal = z.strictObject({ purpose: z.string().max(300) })
export const MutePhone = z.object({ ownerName: z.string(), phone: z.string().nullable() })

/** An alarm that stands and calls nobody. */
export const MutedAlarm = z
  .object({
    id: z.uuid(),
    alarm: z.uuid(),
    object: z.string(),
    label: z.string(),
    area: z.string(),
    areaName: z.string(),
    type: z.string(),
    severity: Severity,
    mode: z.enum(['auto', 'triage']),
    since: Instant,
    reasons: z.array(QuietReason),
  })
  .meta({ id: 'MutedAlarm' })
export type MutedAlarm = z.infer<typeof MutedAlarm>
export const MutedAlarmList = z
  .object({ rows: z.array(MutedAlarm), all: z.int(), byReason: z.partialRecord(z.enum(quietKinds), z.int()), at: Instant })
  .meta({ id: 'MutedAlarmList' })

/** What is quiet about an event: what hangs below its cause, and what was grouped into it. */
export const EventQuiet = z
  .object({
    no: z.string(),
    /** of the objects fed by this one: how many there are, how many alarms stand below, how many of them are muted; null: nothing hangs below */
    below: z.object({ all: z.int(), standing: z.int(), muted: z.int() }).nullable(),
    members: z.int(),
    at: Instant,
  })
  .meta({ id: 'EventQuiet' })

/** Everything that hangs below one supply; sent whole. */
export const SuppliesBody = z.strictObject({
  kind: z.enum(['power', 'gateway', 'network']),
  objects: z.array(z.string().max(80)).max(5000),
})
export const SuppliesDone = z.object({ supply: z.string(), below: z.int() })

import { z } from 'zod'
import { CameraProtocol } from './camera.ts'
import { Detail, DetailValue } from './detail.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** What a person says of what cameras noticed: 属实, 不实, 看不清. */
export const VettingAnswer = z.enum(['real', 'unreal', 'unclear']).meta({ id: 'VettingAnswer' })
export type VettingAnswer = z.infer<typeof VettingAnswer>

const likelihood = z.number()

/** A camera that noticed it, with its best sighting. `worth`: how likely it is right, by what it told and what people said of it. */
export const VettingSighting = z
  .object({
    ...{ camera: z.string(), name: z.string().nullable(), label: z.string(), at: Instant, n: z.number() },
    ...{ confidence: likelihood.nullable(), worth: likelihood, gate: likelihood, photo: z.uuid().nullable() },
    ...{ real: z.number(), answered: z.number() },
    ...{ lon: z.number().nullable(), lat: z.number().nullable() },
  })
  .meta({ id: 'VettingSighting' })

/** What the register says of the thing, by the details of its kind; personal ones masked. */
export const VettingThing = z
  .object({
    ...{ id: z.string(), code: z.string(), name: z.string(), kind: z.string(), kindName: Words, areaName: z.string() },
    ...{ defs: z.record(z.string(), Detail), details: z.record(z.string(), DetailValue) },
  })
  .meta({ id: 'VettingThing' })

/** A permit the thing has, valid today or not; hours and days as the register keeps them. */
const VettingPermit = z.object({
  ...{ id: z.string(), code: z.string(), name: z.string(), from: z.string(), until: z.string(), valid: z.boolean() },
  ...{ hoursFrom: z.string().nullable(), hoursTo: z.string().nullable() },
})
/** A ticket of the last day; open: on its way. */
const VettingTicket = z.object({
  ...{ no: z.string(), fromName: z.string(), toName: z.string(), openedAt: Instant, closedAt: Instant.nullable() },
})

/**
 * One suspicion to look at. `thing`: the number the cameras read; `object` null: nobody of that number is registered, or `several` are (their
 * districts), and nobody knows which.
 */
export const VettingCard = z
  .object({
    ...{
      id: z.uuid(),
      type: z.string(),
      typeName: Words,
      grade: Grade,
      area: z.string(),
      areaName: z.string(),
      place: z.string().nullable(),
    },
    ...{ lon: z.number(), lat: z.number(), placed: z.boolean() },
    ...{ thing: z.string().nullable(), object: VettingThing.nullable(), several: z.array(z.string()) },
    ...{ firm: z.string().nullable(), permits: z.array(VettingPermit), tickets: z.array(VettingTicket) },
    ...{ worth: likelihood, at: likelihood, sampled: z.boolean(), n: z.number(), firstAt: Instant, lastAt: Instant },
    sightings: z.array(VettingSighting),
  })
  .meta({ id: 'VettingCard' })
export type VettingCard = z.infer<typeof VettingCard>

/** `held`: came in 24 hours and lies below the gate; answers are of the last 24 hours, of everybody. */
export const VettingCounts = z
  .object({
    ...{ open: z.number(), taken: z.number(), oldestAt: Instant.nullable(), held: z.number() },
    ...{ real: z.number(), unreal: z.number(), unclear: z.number(), at: Instant },
  })
  .meta({ id: 'VettingCounts' })
export type VettingCounts = z.infer<typeof VettingCounts>

/** The one that is before the caller now, and until when it is nobody else's; null: none waits. */
export const VettingNext = z.object({ next: z.object({ id: z.uuid(), until: Instant }).nullable() }).meta({ id: 'VettingNext' })
export const VettingAnswerSet = z.strictObject({ answer: VettingAnswer })
/** `until`: so long it can be taken back. */
export const VettingAnswered = z.object({ id: z.uuid(), answer: VettingAnswer, until: Instant }).meta({ id: 'VettingAnswered' })

/** How often a camera, or all of a model, was right in the last 90 days (both numbers), where its gate stands, and what moved it there. */
export const CameraGate = z
  .object({
    ...{ protocol: CameraProtocol, number: z.string(), camera: z.string(), name: z.string().nullable(), model: z.string() },
    ...{ type: z.string(), typeName: Words },
    ...{ real: z.number(), answered: z.number(), modelReal: z.number(), modelAnswered: z.number() },
    ...{ gate: likelihood, start: likelihood, least: likelihood, most: likelihood },
    by: z.enum(['start', 'model', 'camera', 'fixed']),
    ...{ since: z.string().nullable(), reason: z.string().nullable(), setBy: z.string().nullable() },
  })
  .meta({ id: 'CameraGate' })
export type CameraGate = z.infer<typeof CameraGate>
export const CameraGates = z
  .object({
    rows: z.array(CameraGate),
    models: z.array(
      z.object({ model: z.string(), typeName: Words, cameras: z.number(), real: z.number(), answered: z.number() }),
    ),
    at: Instant,
  })
  .meta({ id: 'CameraGates' })
export type CameraGates = z.infer<typeof CameraGates>

/** `fix`: the gate stands at `gate`; `anew`: only answers from today on count; `free`: all of the last 90 days count again. */
export const CameraGateSet = z.strictObject({
  ...{ protocol: CameraProtocol, number: z.string().max(40), camera: z.string().max(60), type: z.string().max(80) },
  set: z.discriminatedUnion('to', [
    z.strictObject({ to: z.literal('fix'), gate: z.number().min(0.05).max(0.99) }),
    z.strictObject({ to: z.enum(['anew', 'free']) }),
  ]),
  reason: z.string().trim().min(1).max(200),
})
export const CameraGateDone = z.object({ camera: z.string(), type: z.string() }).meta({ id: 'CameraGateDone' })

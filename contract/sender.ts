import { z } from 'zod'
import { Crs } from './crs.ts'
import { Protocol } from './gateway.ts'
import { Instant } from './time.ts'

const NumberText = z.string().trim().min(1).max(40)
const Code = z.string().trim().min(1).max(64)

/**
 * A device under its number in a field protocol. The code is never told: `coded` says that there is one. `bound`: a terminal has
 * registered under the number, no other one may (JT/T 808). `lenient`: its frames are read
 * despite a wrong check sum, declared length or line end. `lastAt`: when the device was last heard, null never.
 */
export const SenderRow = z
  .object({
    ...{ protocol: Protocol, number: z.string(), device: z.string(), deviceName: z.string() },
    ...{ objectName: z.string(), areaName: z.string(), coded: z.boolean(), bound: z.boolean() },
    ...{ crs: Crs.nullable(), lenient: z.boolean(), lastAt: Instant.nullable() },
  })
  .meta({ id: 'Sender' })
export type SenderRow = z.infer<typeof SenderRow>
export const SenderList = z
  .object({ rows: z.array(SenderRow), next: z.string().nullable(), at: Instant })
  .meta({ id: 'SenderList' })
export const SenderQuery = z.strictObject({
  protocol: Protocol.optional(),
  /** part of a number, or of the name of a device or its object */
  q: z.string().trim().max(60).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** `code`: what the sender proves itself with, null: nothing is asked, or it is given at registration (JT/T 808). `lenient` is refused where frames have no check sum. */
export const SenderNew = z.strictObject({
  ...{ protocol: Protocol, number: NumberText, device: z.string().max(80) },
  ...{ code: Code.nullable().default(null), crs: Crs.nullable().default(null), lenient: z.boolean().default(false) },
})
/** What is left out stays as it is. */
export const SenderChange = z.strictObject({
  device: z.string().max(80).optional(),
  code: Code.nullable().optional(),
  crs: Crs.nullable().optional(),
  lenient: z.boolean().optional(),
})
export const SenderKey = z.object({ protocol: Protocol, number: NumberText })
export const SenderDone = z.object({ protocol: Protocol, number: z.string(), changed: z.boolean() }).meta({ id: 'SenderDone' })

/** A sheet of numbers as it is sent, the file in base64. */
export const SenderFile = z.strictObject({ name: z.string().trim().min(1).max(120), data: z.base64().max(960_000) })
/** Why a row of a sheet of numbers is not taken. */
export const senderFaults = ['protocol', 'number', 'twice', 'device', 'code', 'crs', 'lenient'] as const
export type SenderFault = (typeof senderFaults)[number]
/** What became of a sheet: with a fault in any row nothing of it is taken. `row` counts from 1, the headings included. */
export const SenderImported = z
  .object({
    ...{ registered: z.number(), changed: z.number(), unchanged: z.number() },
    faults: z.array(z.object({ row: z.number(), fault: z.enum(senderFaults), text: z.string(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'SenderImported' })
export type SenderImported = z.infer<typeof SenderImported>

/** Frames of a number nobody registered, of the last 24 hours, as far as they are kept. */
export const UnknownSender = z
  .object({
    ...{ protocol: Protocol, number: z.string(), frames: z.number() },
    ...{ firstAt: Instant, lastAt: Instant, peer: z.string() },
  })
  .meta({ id: 'UnknownSender' })
export type UnknownSender = z.infer<typeof UnknownSender>
export const UnknownSenderList = z
  .object({ rows: z.array(UnknownSender), next: z.string().nullable(), at: Instant })
  .meta({ id: 'UnknownSenderList' })

export const SenderDevice = z
  .object({ id: z.string(), name: z.string(), objectName: z.string(), areaName: z.string() })
  .meta({ id: 'SenderDevice' })
export type SenderDevice = z.infer<typeof SenderDevice>
export const SenderDeviceList = z
  .object({ rows: z.array(SenderDevice), next: z.string().nullable(), at: Instant })
  .meta({ id: 'SenderDeviceList' })
export const SenderDeviceQuery = z.strictObject({ q: z.string().trim().max(60).optional() })

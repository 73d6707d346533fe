import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Stands in topics and addresses as it is, so it holds nothing that means something there. */
export const DeviceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)
const line = (max: number) => z.string().trim().min(1).max(max)
/** How often it is meant to speak, in seconds: a second to a day. */
const IntervalS = z.int().min(1).max(86_400)

/** A device to register at an object. `gateway`: the key of the gateway that speaks for it; null: it speaks for itself. */
export const DeviceNew = z.strictObject({
  ...{ id: DeviceId, kind: line(60) },
  /** left out: its number */
  name: line(80).optional(),
  gateway: line(80).nullable().default(null),
  /** left out: as its pack says */
  intervalS: IntervalS.optional(),
})
export type DeviceNew = z.infer<typeof DeviceNew>

/** What is left out stays as it is. */
export const DeviceChange = z.strictObject({
  name: line(80).optional(),
  gateway: line(80).nullable().optional(),
  intervalS: IntervalS.optional(),
})
export type DeviceChange = z.infer<typeof DeviceChange>
export const DeviceRetire = z.strictObject({ reason: line(300) })
export const DeviceDone = z.object({ id: z.string(), object: z.string(), changed: z.boolean() }).meta({ id: 'DeviceDone' })

export const ObjectDevice = z
  .object({
    ...{ id: z.string(), kind: z.string(), kindName: Words, name: z.string(), gateway: z.string().nullable() },
    ...{ intervalS: z.number(), state: z.enum(['online', 'maintenance', 'retired']) },
    /** when it was last heard; null: never */
    lastAt: Instant.nullable(),
  })
  .meta({ id: 'ObjectDevice' })
export type ObjectDevice = z.infer<typeof ObjectDevice>

/** Devices of an object, those retired last. `kinds`: which may be registered at it; `gateways`: which keys may speak for them; both empty for whoever may not. */
export const ObjectDevices = z
  .object({
    rows: z.array(ObjectDevice),
    kinds: z.array(z.object({ kind: z.string(), name: Words, intervalS: z.number() })),
    gateways: z.array(z.object({ id: z.string(), name: z.string() })),
    ...{ mayKeep: z.boolean(), at: Instant },
  })
  .meta({ id: 'ObjectDevices' })
export type ObjectDevices = z.infer<typeof ObjectDevices>

import { z } from 'zod'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'

export const CameraProtocol = z.enum(['gb28181', 'gat1400']).meta({ id: 'CameraProtocol' })

/** What a camera's label means: an event type, or nothing (`type` null). `grade` null: that of the type; `least`: confidence 0–1 below which it is only counted. */
export const CameraLabel = z
  .object({
    id: z.uuid(),
    protocol: CameraProtocol,
    label: z.string(),
    type: z.string().nullable(),
    /** no pack of this city has the type: the row says nothing */
    missing: z.boolean(),
    grade: Grade.nullable(),
    least: z.number().nullable(),
    windowS: z.number(),
    note: z.string(),
    madeBy: z.string(),
    madeAt: Instant,
  })
  .meta({ id: 'CameraLabel' })
export type CameraLabel = z.infer<typeof CameraLabel>

/** Seen in the last 30 days, in no row of the table. */
export const UnknownLabel = z
  .object({
    protocol: CameraProtocol,
    label: z.string(),
    n: z.number(),
    cameras: z.number(),
    lastAt: Instant,
  })
  .meta({ id: 'UnknownLabel' })

/**
 * What we asked of a view library: waiting (for it to register), asked (no answer yet), granted `until`, refused or away by `reason`;
 * `at`: when the other side last answered, or did not.
 */
export const CameraSubscription = z
  .object({
    address: z.string(),
    state: z.enum(['waiting', 'asked', 'granted', 'refused', 'away']),
    until: Instant.nullable(),
    at: Instant,
    reason: z.object({ zh: z.string(), en: z.string() }).nullable(),
  })
  .meta({ id: 'CameraSubscription' })

/** A platform of cameras; `state`: online, silent (three keep-alives missed), gone (its registration is over), never (it has not registered). Counts are of the last 24 hours. */
export const CameraPlatform = z
  .object({
    protocol: CameraProtocol,
    number: z.string(),
    name: z.string(),
    state: z.enum(['online', 'silent', 'gone', 'never']),
    lastAt: Instant.nullable(),
    listedAt: Instant.nullable(),
    cameras: z.number(),
    /** null: it said of none whether it is on */
    on: z.number().nullable(),
    seen: z.number(),
    suspicions: z.number(),
    /** of a view library that has an address: null without one, and of others */
    subscription: CameraSubscription.nullable(),
  })
  .meta({ id: 'CameraPlatform' })

export const CameraPage = z
  .object({
    platforms: z.array(CameraPlatform),
    labels: z.array(CameraLabel),
    unknown: z.array(UnknownLabel),
    types: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
    at: Instant,
  })
  .meta({ id: 'CameraPage' })
export type CameraPage = z.infer<typeof CameraPage>

/** Where a view library is asked: `http(s)://host:port`, nothing behind; null: nowhere, what was asked is taken back. */
export const LibraryAddressSet = z.strictObject({ address: z.string().max(200).nullable() })
export const LibraryAddressDone = z
  .object({ number: z.string(), address: z.string().nullable() })
  .meta({ id: 'LibraryAddressDone' })

/** `before`: the row that was looked at, null for a label in no row. */
export const CameraLabelSet = z.strictObject({
  protocol: CameraProtocol,
  label: z.string().trim().min(1).max(60),
  type: z.string().max(80).nullable(),
  grade: Grade.nullable().default(null),
  least: z.number().min(0).max(1).nullable().default(null),
  windowS: z.int().min(60).max(86_400),
  note: z.string().trim().max(200).default(''),
  before: z.uuid().nullable(),
})
export const CameraLabelDone = z.object({ id: z.uuid() }).meta({ id: 'CameraLabelDone' })

import { z } from 'zod'
import { Instant } from './time.ts'

/** One reading on MQTT topic `zhili/v1/devices/{id}/readings`; an array is a batch. `seq` counts up by one per device, for gaps. */
export const ReadingIn = z
  .strictObject({
    at: Instant,
    seq: z.int().nonnegative().optional(),
    values: z
      .record(z.string().max(40), z.number())
      .refine((values) => Object.keys(values).length > 0 && Object.keys(values).length <= 64, {
        params: { reason: 'count.values', given: { min: 1, max: 64 } },
      }),
  })
  .meta({ id: 'Reading' })
export type ReadingIn = z.infer<typeof ReadingIn>

/** Receipt of a command on `zhili/v1/devices/{id}/receipts`. */
export const ReceiptIn = z
  .strictObject({ command: z.uuid(), ok: z.boolean(), at: Instant.optional(), text: z.string().max(200).optional() })
  .meta({ id: 'Receipt' })
export type ReceiptIn = z.infer<typeof ReceiptIn>

/** What the platform sends on `zhili/v1/devices/{id}/commands`. */
export const CommandOut = z.object({ command: z.uuid(), name: z.string(), at: Instant }).meta({ id: 'Command' })

/** CloudEvents 1.0.2, structured. `type` is `zhili.reading` or `zhili.receipt`, `subject`, or the end of `source`, names the device; `data` is a Reading or a Receipt. */
export const CloudEvent = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(200),
    source: z.string().min(1).max(200),
    type: z.string().min(1).max(120),
    subject: z.string().max(200).optional(),
    time: Instant.optional(),
    datacontenttype: z.string().max(100).optional(),
    data: z.unknown().optional(),
  })
  .meta({ id: 'CloudEvent' })
export type CloudEvent = z.infer<typeof CloudEvent>

export const SeriesPoint = z.object({ at: Instant, value: z.number(), quality: z.string() })
/** Series of one device for a chart: thresholds and the normal band come from the pack. */
export const Series = z
  .object({
    device: z.string(),
    name: z.string(),
    intervalS: z.number(),
    /** how often it truly speaks: median of its newest gaps in seconds; null while too few are known */
    observedS: z.number().nullable(),
    lastAt: Instant.nullable(),
    readings: z.array(
      z.object({
        reading: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        unit: z.string(),
        normal: z.tuple([z.number(), z.number()]),
        limits: z.array(
          z.object({
            severity: z.string(),
            limit: z.number(),
            holdS: z.number(),
            clear: z.number(),
            direction: z.enum(['above', 'below']),
          }),
        ),
        points: z.array(SeriesPoint),
      }),
    ),
    commands: z.array(
      z.object({ at: Instant, name: z.object({ zh: z.string(), en: z.string() }), receiptedAt: Instant.nullable() }),
    ),
  })
  .meta({ id: 'Series' })
export type Series = z.infer<typeof Series>

export const QuarantineRow = z
  .object({
    id: z.uuid(),
    receivedAt: Instant,
    channel: z.string(),
    source: z.string(),
    code: z.string(),
    zh: z.string(),
    en: z.string(),
    payload: z.string(),
    repeats: z.number(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'Quarantine' })
export const FeedRow = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    devices: z.number(),
    online: z.number(),
    silent: z.number(),
    /** medians of what its devices are set to and how often they truly speak, seconds; null while too few gaps are known */
    intervalS: z.number(),
    observedS: z.number().nullable(),
    lastAt: Instant.nullable(),
    lagMs: z.number().nullable(),
    skewMs: z.number(),
    gaps: z.number(),
    lost: z.number(),
    late: z.number(),
    duplicates: z.number(),
    quarantined: z.number(),
  })
  .meta({ id: 'Feed' })

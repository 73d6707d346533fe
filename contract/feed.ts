import { z } from 'zod'
import { FeedRow, QuarantineRow } from './reading.ts'
import { Instant } from './time.ts'

/** K13: sources with what they deliver. `online`: heard within three intervals; lag and skew are medians in ms. */
export const FeedList = z.object({ rows: z.array(FeedRow), next: z.string().nullable(), at: Instant }).meta({ id: 'FeedList' })
export const QuarantineList = z
  .object({ rows: z.array(QuarantineRow), next: z.string().nullable(), waiting: z.number(), at: Instant })
  .meta({ id: 'QuarantineList' })

/** Messages that had to be dropped, by device and hour: neither memory nor disk had room. */
export const ShedList = z
  .object({
    rows: z.array(
      z.object({
        hour: Instant,
        device: z.string(),
        kind: z.string(),
        reason: z.string(),
        n: z.number(),
        firstAt: Instant,
        lastAt: Instant,
      }),
    ),
    next: z.string().nullable(),
    at: Instant,
  })
  .meta({ id: 'ShedList' })

/**
 * What waits to be taken in, by how grave it may be. `oldestMs`: how long the oldest has waited; `aside`: on the disk, its oldest by the
 * clock of its device; `shed`: dropped since this process started. `level`: how much of the memory for it is held.
 */
export const LaneList = z
  .object({
    level: z.enum(['free', 'tight', 'full']),
    heldBytes: z.number(),
    lanes: z.array(
      z.object({ lane: z.enum(['red', 'orange', 'open', 'calm']), waiting: z.number(), oldestMs: z.number().nullable() }),
    ),
    aside: z.object({ bytes: z.number(), oldestAt: Instant.nullable() }),
    shed: z.number(),
    at: Instant,
  })
  .meta({ id: 'LaneList' })

/** Work that failed five times: `key` goes into the retry, `what` is a kind of fact or timer. Without tries: a lane that stands still. */
export const StuckRow = z
  .object({
    key: z.string(),
    what: z.string(),
    handler: z.string(),
    tries: z.number(),
    error: z.string().nullable(),
    at: Instant,
    area: z.string().nullable(),
  })
  .meta({ id: 'Stuck' })
export const StuckList = z.object({ rows: z.array(StuckRow), next: z.string().nullable(), at: Instant }).meta({ id: 'StuckList' })
export type StuckRow = z.infer<typeof StuckRow>

/**
 * What came last, newest first: readings that were kept (each device's newest, or those of the one asked for) and messages that were
 * refused. `measuredAt` by the clock of the device; `values` by name, units stand in the words of the packs; `code`, `zh`, `en`: why it was refused.
 */
export const ReceivedList = z
  .object({
    rows: z.array(
      z.object({
        at: Instant,
        source: z.string(),
        device: z.string().nullable(),
        object: z.string().nullable(),
        measuredAt: Instant.nullable(),
        values: z.record(z.string(), z.number()).nullable(),
        refused: z.object({ code: z.string(), zh: z.string(), en: z.string(), times: z.number() }).nullable(),
      }),
    ),
    next: z.null(),
    at: Instant,
  })
  .meta({ id: 'ReceivedList' })

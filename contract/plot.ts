import { z } from 'zod'
import { Crs } from './crs.ts'
import { Instant } from './time.ts'

/** What a plot is of: a ship, an aid to navigation, a beacon of distress …; `unknown` where nobody says. Persons are no targets. */
export const targetKinds = ['ship', 'aircraft', 'drone', 'vehicle', 'bird', 'aid', 'beacon', 'unknown'] as const
export const TargetKind = z.enum(targetKinds)
export type TargetKind = z.infer<typeof TargetKind>

const numbers = {
  /** metres above the ground or the water */
  height: z.number().nullable(),
  /** km/h */
  speed: z.number().nullable(),
  /** the way over ground, degrees from north */
  course: z.number().nullable(),
  /** where the bow points, degrees from north */
  heading: z.number().nullable(),
  /** 0–1, as its sensor says */
  confidence: z.number().nullable(),
}

/** One place (WGS-84) of one target at one moment. `source`: `ais`, or the key of a sensing system; `station`: who received or saw it. */
export const PlotRow = z
  .object({
    source: z.string(),
    number: z.string(),
    kind: TargetKind,
    at: Instant,
    receivedAt: Instant,
    station: z.string(),
    lon: z.number(),
    lat: z.number(),
    ...numbers,
    label: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Plot' })
export const PlotList = z.object({ rows: z.array(PlotRow), next: z.string().nullable(), at: Instant }).meta({ id: 'PlotList' })

/**
 * The newest of a target. `name` and `words` (call sign, size, destination …) are what it said of itself, as of `toldAt`; `place` the
 * district and town, null outside the city; `device` the registered one that speaks under its number.
 */
export const TargetRow = z
  .object({
    source: z.string(),
    number: z.string(),
    kind: TargetKind,
    name: z.string().nullable(),
    words: z.record(z.string(), z.unknown()),
    toldAt: Instant.nullable(),
    at: Instant,
    station: z.string(),
    lon: z.number(),
    lat: z.number(),
    ...numbers,
    place: z.string().nullable(),
    device: z.string().nullable(),
  })
  .meta({ id: 'Target' })
export type TargetRow = z.infer<typeof TargetRow>
export const TargetList = z
  .object({ rows: z.array(TargetRow), next: z.string().nullable(), at: Instant })
  .meta({ id: 'TargetList' })

export const PlotQuery = z.object({
  /** an hour before `to` when left out; a day before it at most */
  from: Instant.optional(),
  /** now when left out */
  to: Instant.optional(),
  source: z.string().max(80).optional(),
  number: z.string().max(140).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
export const TargetQuery = z.object({
  kind: TargetKind.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What a sensing system may say a thing is. Of persons only the number of plots is kept. */
export const sensedKinds = ['ship', 'aircraft', 'drone', 'vehicle', 'bird', 'unknown', 'person'] as const
const Name = z.string().regex(/^[\w.:-]{1,64}$/)

/** One plot of a sensing system (5G-A 通感): `track` is its own number of what it follows, `position` in the system of the batch. */
export const PlotIn = z
  .strictObject({
    track: Name,
    at: Instant,
    position: z.tuple([z.number(), z.number()]),
    kind: z.enum(sensedKinds),
    height: z.number().min(-500).max(50_000).optional(),
    speed: z.number().min(0).max(5_000).optional(),
    course: z.number().min(0).max(360).optional(),
    heading: z.number().min(0).max(360).optional(),
    confidence: z.number().min(0).max(1).optional(),
    /** metres, the longest side */
    size: z.number().min(0).max(1_000).optional(),
  })
  .meta({ id: 'SensedPlot' })
export type PlotIn = z.infer<typeof PlotIn>

/** A batch of one sensor. Each plot is looked at by itself: a bad one refuses none of its neighbours. */
export const PlotsIn = z
  .strictObject({ sensor: Name, crs: Crs.optional(), plots: z.array(z.unknown()).min(1).max(1000) })
  .meta({ id: 'SensedPlots' })

/** `row` counts from 1. `persons`: plots of persons, of which nothing but this number is kept. */
export const PlotsTaken = z
  .object({
    taken: z.number(),
    repeated: z.number(),
    persons: z.number(),
    refused: z.array(z.object({ row: z.number(), code: z.string(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'PlotsTaken' })

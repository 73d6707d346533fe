import { z } from 'zod'
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

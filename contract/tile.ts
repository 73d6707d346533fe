import { z } from 'zod'
import { Severity } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** What a tile can hold: objects and open cases in clusters, areas with their numbers, scene features, footprints with their heights, cameras as they were listed last. */
export const TileLayerName = z.enum(['objects', 'events', 'areas', 'scene', 'footprints', 'cameras'])
export type TileLayerName = z.infer<typeof TileLayerName>

/** Of which area and kinds of objects, or of scene features (several with commas; left out: all), and as it was known at `at` (left out: now). */
export const TileWish = z.object({
  area: z.string().max(80).optional(),
  kinds: z.string().min(1).max(400).optional(),
  at: Instant.optional(),
})
export type TileWish = z.infer<typeof TileWish>

/** How many have each level: the place is the level, 0 (not rated, or handled by oneself) … 5 green. */
export const LevelCounts = z.array(z.int()).length(6).meta({ id: 'LevelCounts' })

/** What of the map lies in a box: `west,south,east,north`. `levels`: of the rows only (several with commas). */
export const ViewWish = TileWish.extend({
  bbox: z.string().max(120),
  show: z.enum(['objects', 'events']).default('objects'),
  levels: z
    .string()
    .regex(/^[0-5](,[0-5]){0,5}$/)
    .optional(),
})

/**
 * What lies in a box, by level and by kind, and the gravest of it, at most 200: by level, of one level those with an alarm first.
 * `counts` and `alarms` are of all levels, of the kinds that are wished for; `kinds` of all kinds.
 */
export const MapView = z
  .object({
    at: Instant,
    /** now, or the moment it is shown as of */
    as: z.enum(['now', 'then']),
    counts: LevelCounts,
    alarms: LevelCounts,
    kinds: z.array(z.object({ kind: z.string(), name: Words, n: z.int() })),
    /** layers packs add to the map: which kinds each shows, and which scene features belong to it */
    layers: z.array(
      z.object({ pack: z.string(), id: z.string(), name: Words, kinds: z.array(z.string()), scene: z.array(z.string()) }),
    ),
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.string().nullable(),
        area: z.string().nullable(),
        level: z.int(),
        severity: Severity.nullable(),
        state: z.string().nullable(),
        openedAt: Instant.nullable(),
        lon: z.number(),
        lat: z.number(),
        /** of a vehicle that tells where it is: when it told this place; null: where it was registered */
        placedAt: Instant.nullable(),
        /** that was longer ago than a gap in its way: its last known place */
        stale: z.boolean(),
      }),
    ),
    /** of the wished levels, beyond the rows */
    left: z.int(),
  })
  .meta({ id: 'MapView' })
export type MapView = z.infer<typeof MapView>

/** The parts of an area with their counts by level, in their official order. */
export const MapAreas = z
  .object({
    at: Instant,
    rows: z.array(z.object({ code: z.string(), name: z.string(), path: z.string().nullable(), n: z.int(), counts: LevelCounts })),
  })
  .meta({ id: 'MapAreas' })
export type MapAreas = z.infer<typeof MapAreas>

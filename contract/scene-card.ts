import { z } from 'zod'
import { SceneDetailsShape, SceneGeometry, SceneKindId } from './scene.ts'
import { Instant } from './time.ts'

/** Of which box (west, south, east, north in WGS-84) and area. */
export const SceneCountsWish = z.strictObject({ bbox: z.string().max(120), area: z.string().max(80).optional() })

/**
 * How many scene features of each kind touch a box; `asOf`: the day the oldest of their layers is of. A kind nobody brought has no row.
 * `more`: the box is so wide that only the first 50,000 were counted.
 */
export const SceneCounts = z
  .object({
    rows: z.array(z.object({ kind: SceneKindId, n: z.int(), asOf: z.iso.date() })),
    ...{ more: z.boolean(), at: Instant },
  })
  .meta({ id: 'SceneCounts' })
export type SceneCounts = z.infer<typeof SceneCounts>

/** One scene feature with what is kept of it, where it comes from, and the entry of the register that stands there. `place`: the middle of its bounds. */
export const SceneFeatureCard = z
  .object({
    ...{ id: z.string(), kind: SceneKindId, name: z.string(), geometry: SceneGeometry, details: SceneDetailsShape },
    ...{ height: z.number().nullable(), layer: z.string(), source: z.string(), asOf: z.iso.date(), schematic: z.boolean() },
    ...{ areaName: z.string().nullable(), place: z.tuple([z.number(), z.number()]) },
    object: z.object({ id: z.string(), name: z.string() }).nullable(),
    at: Instant,
  })
  .meta({ id: 'SceneFeature' })
export type SceneFeatureCard = z.infer<typeof SceneFeatureCard>

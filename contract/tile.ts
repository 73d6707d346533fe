import { z } from 'zod'
import { Instant } from './time.ts'

/** What a tile can hold: objects and open cases in clusters, areas with their numbers. */
export const TileLayerName = z.enum(['objects', 'events', 'areas'])
export type TileLayerName = z.infer<typeof TileLayerName>

/** Of which area and kinds of objects (several with commas; left out: all), and as it was known at `at` (left out: now). */
export const TileWish = z.object({
  area: z.string().max(80).optional(),
  kinds: z.string().min(1).max(400).optional(),
  at: Instant.optional(),
})
export type TileWish = z.infer<typeof TileWish>

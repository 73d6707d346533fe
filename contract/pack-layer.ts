import { z } from 'zod'
import { sceneKindIds } from './scene-kinds.ts'
import { Words } from './words.ts'

/**
 * A layer a pack adds to the map: which kinds of its objects it shows, and which scene features belong to them. It has no colour of its own: on the
 * map a colour always means a level.
 */
export const PackLayer = z.object({
  name: Words,
  kinds: z.array(z.string()).min(1).max(12),
  scene: z.array(z.enum(sceneKindIds)).max(7).default([]),
})
export type PackLayer = z.infer<typeof PackLayer>

import { z } from 'zod'
import { Instant } from './time.ts'

/**
 * The inspection after which nothing of a change at a desk is left that only the desk says. `same`: all was found as it was written down; else
 * something else was found, and stands in the register since.
 */
export const OnSpot = z
  .object({ at: Instant, by: z.string(), postName: z.string().nullable(), same: z.boolean() })
  .meta({ id: 'OnSpot' })
export type OnSpot = z.infer<typeof OnSpot>

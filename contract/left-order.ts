import { z } from 'zod'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { OrderState } from './work-order.ts'

/** Why nobody is left at an order: nobody holds the post that was asked, or who accepted it works there no more. */
export const leftWhys = ['post-empty', 'holder-moved'] as const

/** An open order on the list of those to be handed over. */
export const LeftOrder = z
  .object({
    id: z.uuid(),
    event: z.uuid(),
    no: z.string(),
    title: z.string(),
    grade: Grade,
    state: OrderState,
    unit: z.string(),
    unitName: z.string(),
    /** the post that was asked, also when it is no more */
    postName: z.string().nullable(),
    holderName: z.string().nullable(),
    why: z.enum(leftWhys),
    due: Instant,
    version: z.number(),
    /** may be handed over as it stands; else it must be resumed or ruled on first */
    allowed: z.boolean(),
  })
  .meta({ id: 'LeftOrder' })
export type LeftOrder = z.infer<typeof LeftOrder>
export const LeftOrderList = z
  .object({ rows: z.array(LeftOrder), next: z.string().nullable(), at: Instant })
  .meta({ id: 'LeftOrderList' })

/** A post an order may be handed to. */
export const LeftTarget = z.object({ post: z.string(), postName: z.string(), unitName: z.string(), holders: z.array(z.string()) })
export const LeftTargetList = z.object({ rows: z.array(LeftTarget) }).meta({ id: 'LeftTargetList' })
export type LeftTarget = z.infer<typeof LeftTarget>

export const HandOverBody = z.strictObject({
  version: z.int().positive().optional(),
  post: z.string().min(1).max(80),
  reason: z.string().trim().min(2).max(500),
})

import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

export const OffRequestState = z.enum(['waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed']).meta({ id: 'PackOffState' })
export type OffRequestState = z.infer<typeof OffRequestState>
export const OffRequestVerb = z.enum(['confirm', 'refuse', 'withdraw'])
export type OffRequestVerb = z.infer<typeof OffRequestVerb>

/** That a pack is switched off at a place, asked by one person and answered by another (area '': the city). */
export const OffRequest = z
  .object({
    id: z.string(),
    area: z.string(),
    areaName: z.string(),
    reason: z.string(),
    state: OffRequestState,
    askedByName: z.string(),
    askedAt: Instant,
    lapsesAt: Instant,
    decidedByName: z.string().nullable(),
    decidedAt: Instant.nullable(),
    answer: z.string().nullable(),
    /** what the caller may do with it now */
    allowed: z.array(OffRequestVerb),
    /** why the caller may not confirm it, while it waits */
    why: Words.nullable(),
  })
  .meta({ id: 'PackOffRequest' })
export type OffRequest = z.infer<typeof OffRequest>

const words = z.string().trim().min(1).max(500)
export const OffAsk = z.strictObject({
  /** path of the city or a district */
  area: z.string().max(80),
  reason: words,
})
export const OffAnswer = z.strictObject({ note: words.optional() })
export const OffDone = z.object({ id: z.string(), pack: z.string(), state: OffRequestState, lapsesAt: Instant })

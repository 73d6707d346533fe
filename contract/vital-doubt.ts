import { z } from 'zod'
import { Instant } from './time.ts'
import { VitalConfirmed, VitalMark } from './vital.ts'
import { Words } from './words.ts'

/**
 * A value that was taken although a check doubted it (存疑), as it stands now: no later one took its place. `value` in the unit of the vital.
 * `stands`: false once nothing contradicts it any more, for the other values of its rules were corrected. `mine`: the caller answers for the vital.
 * `confirmed`: somebody looked at it and it is right. `mayConfirm`: the caller may say so, as who told it or answers for it.
 */
export const VitalDoubt = z
  .object({
    ...{
      vital: z.string(),
      name: Words,
      unit: Words,
      decimals: z.number(),
      area: z.object({ code: z.string(), name: z.string() }),
    },
    ...{ period: z.string(), value: z.number().nullable(), marks: z.array(VitalMark), reason: z.string().nullable() },
    ...{ knownAt: Instant, source: z.string(), stands: z.boolean() },
    ...{ ownerName: z.string().nullable(), mine: z.boolean(), confirmed: VitalConfirmed.nullable(), mayConfirm: z.boolean() },
  })
  .meta({ id: 'VitalDoubt' })
export type VitalDoubt = z.infer<typeof VitalDoubt>

/** Doubted values of vitals the caller answers for, or of areas the caller answers for, told in the last ninety days: one's own first, then the newest. */
export const VitalDoubtList = z
  .object({ rows: z.array(VitalDoubt), total: z.number(), mine: z.number(), at: Instant })
  .meta({ id: 'VitalDoubtList' })
export type VitalDoubtList = z.infer<typeof VitalDoubtList>

/** `vital`: of this one only. `view`: those nobody has confirmed, or those somebody has. */
export const VitalDoubtsWish = z.strictObject({
  vital: z.string().max(80).optional(),
  view: z.enum(['open', 'confirmed']).default('open'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** The value of an area and period that stands was looked at and is right. */
export const ConfirmDoubt = z
  .strictObject({
    ...{ vital: z.string().max(80), area: z.string().max(40), period: z.string().max(20) },
    reason: z.string().trim().min(2).max(500),
  })
  .meta({ id: 'ConfirmDoubt' })

import { z } from 'zod'
import { type CountedSource, countable } from './vital-kinds.ts'

const words = z.array(z.string().max(80)).min(1).max(40)
const Range = z
  .strictObject({ least: z.number().optional(), most: z.number().optional() })
  .refine(({ least, most }) => least !== undefined || most !== undefined, { params: { reason: 'unfit' } })
/** Of a row: a field has one of some values, a test holds, or its value lies within a range, both ends in it; `not` turns it round. */
const Condition = z.union([
  z.strictObject({ field: z.string().max(20), in: words, not: z.boolean().optional() }),
  z.strictObject({ is: z.string().max(20), not: z.boolean().optional() }),
  z.strictObject({ within: Range, not: z.boolean().optional() }),
])
export type CountCondition = z.infer<typeof Condition>

/**
 * How a vital is counted from rows of the city: those that meet every condition of `where`, in the period of their `when`. With `part` it
 * is a ratio: of these rows those that meet `part` as well. Of readings the vital's aggregation says what becomes of the value of `reading`:
 * their mean, the lowest, the highest. Nothing in it is text of a query.
 */
export const VitalCount = z
  .strictObject({
    of: z.enum(Object.keys(countable) as [CountedSource, ...CountedSource[]]),
    when: z.enum(['now', 'opened', 'closed', 'asked', 'done', 'measured']),
    where: z.array(Condition).max(8).default([]),
    part: z.array(Condition).min(1).max(8).optional(),
    /** counts what the rows are about, each once: objects that have an event, not events */
    different: z.literal('object').optional(),
    /** of readings: which of their values, by its name in the pack */
    reading: z.string().min(1).max(80).optional(),
  })
  .meta({ id: 'VitalCount' })
export type VitalCount = z.infer<typeof VitalCount>

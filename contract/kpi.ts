import { z } from 'zod'
import { Day } from './balance.ts'
import { compositeIds, kpiIds, volumeIds } from './kpi-formulas.ts'
import { Instant } from './time.ts'

export const KpiPeriod = z.enum(['day', 'week', 'month', 'quarter', 'year']).meta({ id: 'KpiPeriod' })
export type KpiPeriod = z.infer<typeof KpiPeriod>

/**
 * One indicator: both numbers, never a rate alone. Both null: nothing in the platform tells it (`notCollected`), which is not zero. A
 * denominator of zero: nothing was due, so there is no rate.
 */
export const Kpi = z
  .object({ id: z.enum(kpiIds), numerator: z.number().nullable(), denominator: z.number().nullable(), notCollected: z.boolean() })
  .meta({ id: 'Kpi' })
export type Kpi = z.infer<typeof Kpi>

/**
 * One part of a composite. Of a rate both numbers; of a volume its number, and no denominator. `mark`: 0 to 100, the rate turned so that
 * more is better, or the band of the volume; null: there is none, which is not zero. `weight`: of 100.
 */
export const CompositePart = z
  .object({
    of: z.enum([...kpiIds, ...volumeIds]),
    ...{ numerator: z.number().nullable(), denominator: z.number().nullable() },
    ...{ mark: z.number().nullable(), weight: z.number() },
  })
  .meta({ id: 'CompositePart' })
export type CompositePart = z.infer<typeof CompositePart>

/** A stage of an area in one number: `value` of `counted`, the weights of the parts that have a mark. Null: none has. */
export const Composite = z
  .object({ id: z.enum(compositeIds), value: z.number().nullable(), counted: z.number(), parts: z.array(CompositePart) })
  .meta({ id: 'Composite' })
export type Composite = z.infer<typeof Composite>

/** The indicators of an area and a period. `until`: up to when it was counted, the end of the period or now. `limits`: minutes of the stages. */
export const KpiSheet = z
  .object({
    ...{ period: KpiPeriod, from: Day, to: Day, until: Instant },
    rows: z.array(Kpi),
    composites: z.array(Composite),
    /** times cases were sent back by a check, beside the number of cases */
    reworkTimes: z.number(),
    limits: z.object({ filing: z.number(), dispatch: z.number(), check: z.number() }),
    at: Instant,
  })
  .meta({ id: 'KpiSheet' })
export type KpiSheet = z.infer<typeof KpiSheet>

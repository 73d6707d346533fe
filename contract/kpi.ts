import { z } from 'zod'
import { Day } from './balance.ts'
import { kpiIds } from './kpi-formulas.ts'
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

/** The indicators of an area and a period. `until`: up to when it was counted, the end of the period or now. `limits`: minutes of the stages. */
export const KpiSheet = z
  .object({
    ...{ period: KpiPeriod, from: Day, to: Day, until: Instant },
    rows: z.array(Kpi),
    /** times cases were sent back by a check, beside the number of cases */
    reworkTimes: z.number(),
    limits: z.object({ filing: z.number(), dispatch: z.number(), check: z.number() }),
    at: Instant,
  })
  .meta({ id: 'KpiSheet' })
export type KpiSheet = z.infer<typeof KpiSheet>

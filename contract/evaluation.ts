import { z } from 'zod'
import { Day } from './balance.ts'
import { groupings, latePartIds, measureIds, spreadIds } from './evaluation-kinds.ts'
import { KpiPeriod } from './kpi.ts'
import { Instant } from './time.ts'

/** Both numbers of a rate and of the period before: `n` of `of`. `of` zero: nothing to count, so no rate, which is not zero. */
const Rate = z.object({ n: z.number(), of: z.number(), was: z.object({ n: z.number(), of: z.number() }) })
export const EvaluationRate = Rate.extend({ id: z.enum(measureIds) }).meta({ id: 'EvaluationRate' })
export type EvaluationRate = z.infer<typeof EvaluationRate>

/** How lengths of time are spread: `columns` as counts between the edges of `evaluation-kinds.ts`; minutes, as the step they end in; null: nothing took any time. */
export const EvaluationSpread = z
  .object({
    id: z.enum(spreadIds),
    n: z.number(),
    columns: z.array(z.number()),
    ...{ median: z.number().nullable(), nine: z.number().nullable() },
    was: z.object({ n: z.number(), median: z.number().nullable() }),
  })
  .meta({ id: 'EvaluationSpread' })
export type EvaluationSpread = z.infer<typeof EvaluationSpread>

/** One unit, type or source in one measure. `name` in both languages where it has two. */
export const EvaluationGroup = Rate.extend({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }).meta({
  id: 'EvaluationGroup',
})
export type EvaluationGroup = z.infer<typeof EvaluationGroup>

/**
 * 办理评价 of an area and a period beside the period before. `late`: cases due in the period that were not closed by then; where their
 * time went up to their closing or now, in minutes, and of how many each part was the longest. `countedFrom`: cases from before are still being
 * counted, opened before this day they may lack; null: all are. Of units, never of persons.
 */
export const Evaluation = z
  .object({
    ...{ period: KpiPeriod, from: Day, to: Day, until: Instant, at: Instant },
    before: z.object({ from: Day, to: Day }),
    countedFrom: Day.nullable(),
    rates: z.array(EvaluationRate),
    /** closings by what was wrong with them; one may have several */
    defects: z.array(z.object({ defect: z.string(), n: z.number() })),
    spreads: z.array(EvaluationSpread),
    late: z.object({
      cases: z.number(),
      parts: z.array(z.object({ part: z.enum(latePartIds), minutes: z.number(), longest: z.number() })),
    }),
    measure: z.enum(measureIds),
    by: z.enum(groupings),
    groups: z.array(EvaluationGroup),
  })
  .meta({ id: 'Evaluation' })
export type Evaluation = z.infer<typeof Evaluation>

export const EvaluationWish = z.strictObject({
  area: z.string().max(80).optional(),
  day: Day.optional(),
  period: KpiPeriod.default('month'),
  measure: z.enum(measureIds).default('false-closing'),
  by: z.enum(groupings).default('unit'),
})

import { z } from 'zod'
import { Instant } from './time.ts'
import { VitalCell } from './vital.ts'
import { Words } from './words.ts'

const Range = z.object({ least: z.number().optional(), most: z.number().optional() })

/**
 * Something that was upstream of where an event of a vital is, within reach: `event` another open case, `alarm`, `reading` a reading outside
 * what is usual of it, `silent` a device that said nothing (what it would have said nobody knows). `at`: when it began; `until`: when it
 * was over, null: not yet. `hops`: objects away; `minutes`: how long it takes from there, null: nobody knows. `event`: its id where the
 * caller may open it.
 */
export const SuspectedCause = z
  .object({
    ...{
      object: z.string(),
      name: z.string(),
      kindName: Words,
      why: z.enum(['event', 'alarm', 'reading', 'silent']),
      words: Words,
    },
    ...{ at: Instant, until: Instant.nullable(), hops: z.number(), minutes: z.number().nullable(), event: z.string().nullable() },
  })
  .meta({ id: 'SuspectedCause' })
export type SuspectedCause = z.infer<typeof SuspectedCause>

/** The number a case was opened by, as it was judged then; `version` of the definition, `n` of `due` had told it, null: not known. */
const Opening = z.object({
  ...{
    period: z.string(),
    value: z.number(),
    n: z.number().nullable(),
    due: z.number().nullable(),
    version: z.number().nullable(),
  },
})

/**
 * A vital in an area: its value, its periods and its range. `opening`: the number it opened its case by; null: it opened none, or that was not kept, as of cases
 * before that was. `merged`: the number of the case it came with, which was merged into this one.
 */
export const CaseVital = z
  .object({
    ...{
      code: z.string(),
      name: Words,
      unit: Words,
      decimals: z.number(),
      area: z.object({ code: z.string(), name: z.string() }),
    },
    ...{ normal: Range.nullable(), hold: z.number().nullable(), cell: VitalCell.nullable(), series: z.array(VitalCell) },
    ...{ opening: Opening.nullable(), merged: z.string().nullable() },
  })
  .meta({ id: 'CaseVital' })
export type CaseVital = z.infer<typeof CaseVital>

/**
 * The vital an event was opened by (null: by none): its value, its periods and its range in the area, and what lay upstream. `joined`: those that left
 * their range at the same object while its case was open, in the order of their codes, then those of cases merged into it. `quiet`: upstream
 * and nothing is known of it in the time. `upstream` 0: nobody said what lies upstream.
 */
export const EventVital = z
  .object({
    vital: CaseVital.nullable(),
    joined: z.array(CaseVital),
    causes: z
      .object({
        ...{ hours: z.number(), from: Instant, to: Instant, upstream: z.number() },
        rows: z.array(SuspectedCause),
        quiet: z.array(z.object({ object: z.string(), name: z.string(), kindName: Words })),
      })
      .nullable(),
    at: Instant,
  })
  .meta({ id: 'EventVital' })
export type EventVital = z.infer<typeof EventVital>

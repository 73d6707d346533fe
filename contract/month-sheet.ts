import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

export const SheetQuery = z.strictObject({
  pack: z.string().max(60).optional(),
  /** `2026-11`; left out: the month that runs */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  area: z.string().max(80).optional(),
})
/** The month's sheet of a pack by area. A cell is null where nothing can be known of it, which is never 0. */
export const MonthSheet = z
  .object({
    sheets: z.array(z.object({ pack: z.string(), name: Words })),
    pack: z.string().nullable(),
    month: z.string(),
    /** the month still runs: it counts up to `at` */
    running: z.boolean(),
    /** `of`: the column whose number it is a part of */
    columns: z.array(z.object({ id: z.string(), name: Words, of: z.string().nullable() })),
    rows: z.array(z.object({ code: z.string(), name: z.string(), cells: z.array(z.int().nullable()) })),
    total: z.array(z.int().nullable()),
    at: Instant,
  })
  .meta({ id: 'MonthSheet' })
export type MonthSheet = z.infer<typeof MonthSheet>

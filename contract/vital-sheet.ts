import { z } from 'zod'
import { Instant } from './time.ts'

/**
 * How far a sheet of values is: `done` of `rows` looked at, of which `taken` (of them `marked`: doubted by a check), `refused`,
 * or `blank` (no value written: skipped). `endedAt`
 * null: still being read, or its server stopped; what was taken by then stays taken. `faults`: the first of the refused rows.
 */
export const VitalSheetState = z
  .object({
    ...{ id: z.string(), name: z.string(), rows: z.number(), done: z.number() },
    ...{ taken: z.number(), marked: z.number(), refused: z.number(), blank: z.number() },
    ...{ startedAt: Instant, endedAt: Instant.nullable() },
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'VitalSheetState' })
export type VitalSheetState = z.infer<typeof VitalSheetState>

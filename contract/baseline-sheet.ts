import { z } from 'zod'

/**
 * What a sheet of baselines (启用前基线) would do; nothing is written. `set`: districts whose baseline becomes this one, `unchanged`: those that say the
 * same already. `row` counts from 1, the headings included. `unknown`: headings that are none. `digest` is given back to take it.
 */
export const BaselineSheetLook = z
  .object({
    ...{ rows: z.number(), set: z.number(), unchanged: z.number(), refused: z.number() },
    ...{ unknown: z.array(z.string()), digest: z.string() },
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'BaselineSheetLook' })
export type BaselineSheetLook = z.infer<typeof BaselineSheetLook>
export const BaselineSheetTaken = z.object({ set: z.number(), unchanged: z.number() }).meta({ id: 'BaselineSheetTaken' })
export type BaselineSheetTaken = z.infer<typeof BaselineSheetTaken>

import { z } from 'zod'
import { DetailValue } from './detail.ts'

const counts = { registered: z.number(), changed: z.number(), unchanged: z.number() }
const kept = DetailValue.nullable()

/**
 * What a sheet of objects would do; nothing is written. `row` counts from 1, the headings included. `unknown`: headings that are none.
 * `sample`: the first objects it would change, field by field, or register (`changes` null). `digest` is given back to take it.
 */
export const SheetLook = z
  .object({
    ...{ rows: z.number(), ...counts, refused: z.number(), unknown: z.array(z.string()), digest: z.string() },
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
    sample: z.array(
      z.object({
        ...{ code: z.string(), name: z.string() },
        changes: z.array(z.object({ field: z.string(), personal: z.boolean(), from: kept, to: kept })).nullable(),
      }),
    ),
  })
  .meta({ id: 'SheetLook' })
export type SheetLook = z.infer<typeof SheetLook>
/** `waiting`: of the rows that change something, those a second person is to confirm first. */
export const ObjectSheetTaken = z.object({ ...counts, waiting: z.number() }).meta({ id: 'ObjectSheetTaken' })
export const SheetTaken = z.object(counts).meta({ id: 'SheetTaken' })

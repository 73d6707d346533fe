import { z } from 'zod'
import { WarningColour } from './scales.ts'

/**
 * What stands in the head of a wall beside name and time. `warnings`: published ones in force, the gravest first; `places`: in how many areas right
 * below, null: in all of it; `heard` false: no publisher ever sent one, so that none is not known. `duty`: who leads the duty by the roster now; null:
 * nobody is rostered.
 */
export const WallHead = z.object({
  warnings: z.object({
    heard: z.boolean(),
    rows: z.array(z.object({ colour: WarningColour, event: z.string(), places: z.int().nullable() })),
  }),
  duty: z.object({ name: z.string(), postName: z.string() }).nullable(),
})
export type WallHead = z.infer<typeof WallHead>

import { z } from 'zod'

const counts = { opened: z.number(), closed: z.number(), righted: z.number(), unchanged: z.number() }

/**
 * What a sheet of tickets would do; nothing is written. `opened`: new and on their way, `closed`: new or known, closed by it, `righted`: known,
 * not closed yet, told otherwise. `row` counts from 1, the headings included. `unknown`: headings that are none. `digest` is given back to take it.
 */
export const TicketSheetLook = z
  .object({
    ...{ rows: z.number(), ...counts, refused: z.number(), unknown: z.array(z.string()), digest: z.string() },
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'TicketSheetLook' })
export type TicketSheetLook = z.infer<typeof TicketSheetLook>
export const TicketSheetTaken = z.object(counts).meta({ id: 'TicketSheetTaken' })
export type TicketSheetTaken = z.infer<typeof TicketSheetTaken>

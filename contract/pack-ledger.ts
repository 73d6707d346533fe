import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Words } from './words.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/**
 * The ledger of a kind (一本账): which details stand in it, what its rows are counted by, the inspection by cycle whose last and next time each row
 * tells, and the types of hazards whose letters it counts. Personal details never stand in it.
 */
export const PackLedger = z
  .object({
    name: Words,
    /** who owns them (有主、无主), or a detail that is a choice */
    by: z.union([z.literal('owner'), z.object({ detail: Id })]),
    columns: z.array(Id).max(8).default([]),
    cycle: Id.optional(),
    letters: z.array(z.string().max(80)).max(6).default([]),
    /** what its sheet holds beside these: who owns each and has a charge of it, and the newest value of each of these readings with its time */
    sheet: z
      .object({
        who: z
          .array(z.union([z.literal('owner'), ChargeRole]))
          .max(5)
          .default([]),
        readings: z.array(z.string().max(40)).max(8).default([]),
      })
      .optional(),
  })
  .meta({ id: 'PackLedger' })
export type PackLedger = z.infer<typeof PackLedger>

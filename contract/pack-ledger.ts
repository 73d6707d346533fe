import { z } from 'zod'
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
  })
  .meta({ id: 'PackLedger' })
export type PackLedger = z.infer<typeof PackLedger>

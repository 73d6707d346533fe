import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Risk } from './scales.ts'
import { Words } from './words.ts'

/**
 * What a pack lets anybody know of one of its objects who stands before it and scans its plate. Without this block a plate says what the
 * object is and takes reports, nothing more.
 */
export const ObjectCard = z
  .object({
    /** what the plate is called (高楼消防码) */
    title: Words,
    /** on the plate, line by line: what to do with it */
    says: z.array(Words).min(1).max(4),
    /** details of the register that are public, in the order they are shown; never a personal one */
    details: z.array(z.string()).max(12).default([]),
    address: z.boolean().default(false),
    /** whose names stand there, masked, with their unit */
    roles: z.array(ChargeRole).default([]),
    /** what to do, by the colour */
    advice: z.partialRecord(Risk, Words).default({}),
    /** types of events of this pack that are reported here; left out: what can be reported anywhere */
    reports: z.array(z.string()).max(6).default([]),
  })
  .meta({ id: 'ObjectCard' })
export type ObjectCard = z.infer<typeof ObjectCard>

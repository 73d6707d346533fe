import { z } from 'zod'
import { Severity } from './scales.ts'
import { Words } from './words.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** `needs`: a column without which nothing of this one could be known; where that is 0 this is unknown, never 0. */
const common = { id: Id, name: Words, needs: Id.optional() }

/**
 * One figure of a pack's month, counted by area from what was recorded. objects: in force at its end, by owner, with a device of the pack.
 * alarms: raised in it, by their gravest level. alone: cleared in it by the device, at blue, after a command of it was confirmed, so that
 * nobody was called. events: opened or closed in it. inspections: objects done in it. letters: issued, kept or overdue in it.
 */
export const SheetColumn = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('objects'),
    ...common,
    owner: z.enum(['owned', 'ownerless']).optional(),
    device: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('alarms'), ...common, families: z.array(z.string()).min(1), level: Severity }),
  z.object({ kind: z.literal('alone'), ...common, families: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('events'), ...common, types: z.array(z.string()).min(1), what: z.enum(['opened', 'closed']) }),
  z.object({ kind: z.literal('inspections'), ...common, inspection: Id }),
  z.object({
    kind: z.literal('letters'),
    ...common,
    types: z.array(z.string()).min(1),
    what: z.enum(['issued', 'kept', 'overdue']),
  }),
])
export type SheetColumn = z.infer<typeof SheetColumn>

/** The month's sheet (月报) of a pack about one kind of its objects. `of`: columns shown as a share of another, with both numbers. */
export const PackSheet = z.object({
  name: Words,
  kind: z.string(),
  columns: z.array(SheetColumn).min(1).max(40),
  of: z.record(Id, Id).default({}),
})
export type PackSheet = z.infer<typeof PackSheet>

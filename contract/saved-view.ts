import { z } from 'zod'
import { EventQuery } from './event.ts'

/** What of a list of events is kept under a name: its view, filters and area. */
export const ViewFilter = EventQuery.omit({ cursor: true, limit: true }).strict()
export type ViewFilter = z.infer<typeof ViewFilter>

const Name = z.string().trim().min(1).max(20)
/** A saved view. `shared`: everybody of the unit has it; `mine`: the caller may change it. */
export const SavedView = z
  .object({ ...{ id: z.string(), name: z.string(), shared: z.boolean(), mine: z.boolean() }, filter: ViewFilter })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof SavedView>
/** The unit's first, then one's own, each in their order. */
export const SavedViews = z.object({ rows: z.array(SavedView) }).meta({ id: 'SavedViews' })
export type SavedViews = z.infer<typeof SavedViews>

export const SaveView = z.strictObject({ name: Name, shared: z.boolean().default(false), filter: ViewFilter })
/** What is left out stays as it is. */
export const ChangeView = z.strictObject({ name: Name.optional(), filter: ViewFilter.optional() })
/** One step to the front or to the back, among those of the same owner. */
export const MoveView = z.strictObject({ to: z.enum(['front', 'back']) })

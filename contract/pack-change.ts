import { z } from 'zod'
import { Words } from './words.ts'

/** A block of a pack that comes, goes or changes, and row by row what of it; both values of what changes. */
export const BlockChange = z.object({ what: Words, lines: z.array(Words) }).meta({ id: 'PackBlockChange' })
export type BlockChange = z.infer<typeof BlockChange>

/** What is kept of a kind of object: columns of its register with unit and range, and what is looked at on each. */
export const KindHeld = z
  .object({
    kind: z.string(),
    name: Words,
    columns: z.array(Words),
    inspections: z.array(z.object({ name: Words, items: z.array(Words) })),
  })
  .meta({ id: 'PackKindHeld' })
export type KindHeld = z.infer<typeof KindHeld>

import { z } from 'zod'
import { Grade } from './scales.ts'

/** What the command menu finds, at most eight of each; a group the caller may not see stays empty. */
export const Found = z
  .object({
    events: z.array(z.object({ id: z.string(), no: z.string(), title: z.string(), grade: Grade, state: z.string() })),
    areas: z.array(
      z.object({ code: z.string(), name: z.string(), path: z.string(), tier: z.string(), above: z.array(z.string()) }),
    ),
    objects: z.array(z.object({ id: z.string(), code: z.string(), name: z.string(), kind: z.string() })),
    devices: z.array(z.object({ id: z.string(), name: z.string(), object: z.string(), objectName: z.string() })),
    people: z.array(z.object({ id: z.string(), name: z.string(), postName: z.string(), unitName: z.string() })),
  })
  .meta({ id: 'Found' })
export type Found = z.infer<typeof Found>

/** Units that may be chosen in a form: those that answer for the place first, the nearest tier on top. */
export const UnitFound = z
  .object({
    rows: z.array(z.object({ id: z.string(), name: z.string(), shortName: z.string(), tier: z.string() })),
    next: z.string().nullable(),
  })
  .meta({ id: 'UnitFound' })
export type UnitFound = z.infer<typeof UnitFound>

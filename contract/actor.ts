import { z } from 'zod'

/** Who does something. A person always acts as a post; a device and the platform act as themselves. */
export const Actor = z
  .object({
    kind: z.enum(['person', 'citizen', 'device', 'system', 'key']),
    id: z.string(),
    name: z.string().optional(),
    post: z.string().optional(),
    postName: z.string().optional(),
    unit: z.string().optional(),
    unitName: z.string().optional(),
  })
  .meta({ id: 'Actor' })
export type Actor = z.infer<typeof Actor>

/** The platform itself: rules, timers, plans. */
export const system: Actor = { kind: 'system', id: 'zhili' }

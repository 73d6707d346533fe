import { z } from 'zod'
import { Instant } from './time.ts'

/**
 * What is truly so in the simulated city, written by the simulator beside what its devices send, into a file the platform never reads while it
 * works: `npx zhili truth` holds what was found against it. The last line of an `id` counts.
 */
export const TruthLine = z.object({
  id: z.string(),
  pack: z.string(),
  /** what a finding of it is called: family of alarms, type of a suspicion or of a finding of haulage */
  matter: z.string(),
  /** the object it is so of: its id, or the plate of a truck */
  of: z.string(),
  /** what is behind it, in a word */
  cause: z.string(),
  from: Instant,
  /** from when on a faultless detector would say it; null: never, and then not to find it is no miss */
  due: Instant.nullable(),
  /** null: it goes on */
  until: Instant.nullable(),
  /** of what has an end to be warned of (a slope fails): the moment before which the gravest colour must have called people */
  before: Instant.optional(),
})
export type TruthLine = z.infer<typeof TruthLine>

/** When the city that writes was begun: before that nobody wrote what was so. */
export const TruthBegin = z.object({ begun: Instant })

/** Of how many things of a matter everything that is so is written, from a moment on: the others were quiet all that time. */
export const TruthWatch = z.object({ pack: z.string(), matter: z.string(), watched: z.int().positive(), from: Instant })
export type TruthWatch = z.infer<typeof TruthWatch>

import { z } from 'zod'
import { Risk } from './scales.ts'
import { Duration } from './time.ts'
import { Words } from './words.ts'

/** A risk model as its page shows it: indicators by group with their weight of 100, where each looks, and the floors with their steps. */
export const ShownModel = z
  .object({
    kind: z.string(),
    name: Words,
    version: z.int(),
    groups: z.array(
      z.object({
        id: z.string(),
        name: Words,
        weight: z.number(),
        indicators: z.array(z.object({ id: z.string(), name: Words, weight: z.number(), from: z.array(Words) })),
      }),
    ),
    /** from which score on a level begins; below the last it is green */
    levels: z.array(z.object({ level: Risk, from: z.number() })),
    floors: z.array(
      z.object({
        id: z.string(),
        name: Words,
        restore: Words,
        steps: z.array(z.object({ after: Duration, level: Risk })),
      }),
    ),
  })
  .meta({ id: 'ShownModel' })
export type ShownModel = z.infer<typeof ShownModel>

/** How the demo plays the devices of a pack. */
export const ShownPlay = z
  .object({
    things: z.int(),
    series: z.array(z.object({ id: z.string(), name: Words, says: Words })),
    /** what happens once in so long */
    turns: z.array(z.object({ id: z.string(), says: Words, every: Duration })),
    answers: z.array(Words),
    /** the model of the physical world it is played by, part by part */
    model: z.array(z.object({ id: z.string(), name: Words, says: Words })),
  })
  .meta({ id: 'ShownPlay' })
export type ShownPlay = z.infer<typeof ShownPlay>

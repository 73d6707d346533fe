import { z } from 'zod'
import { WholeArea } from './event.ts'
import { Fact } from './fact.ts'
import { Grade, Severity } from './scales.ts'
import { Instant } from './time.ts'

const Point = z.object({ at: Instant, lon: z.number(), lat: z.number() })
/**
 * A case to be played (回放): its facts in the order they were recorded, with what stands still beside them. `devices`: whose alarm changed level
 * when; null: back to normal. `places`: where the thing itself was told to be, of objects that move; never where a person was.
 */
export const Replay = z
  .object({
    event: z.object({
      ...{ id: z.uuid(), no: z.string(), title: z.string(), grade: Grade, lon: z.number(), lat: z.number(), area: z.string() },
      ...{ openedAt: Instant, closedAt: Instant.nullable(), exercise: z.boolean() },
      /** the area it is of as a whole: `lon`, `lat` are only its middle, nothing is near it; null: it has a place */
      wholeArea: WholeArea.nullable(),
    }),
    object: z.object({ id: z.string(), name: z.string(), lon: z.number(), lat: z.number() }).nullable(),
    facts: z.array(Fact),
    devices: z.array(
      z.object({ id: z.string(), name: z.string(), changes: z.array(z.object({ at: Instant, to: Severity.nullable() })) }),
    ),
    places: z.array(Point),
    /** clocks of orders whose limits moved before such moves were recorded: what was left of them at a moment is not known */
    unclocked: z.array(z.object({ order: z.uuid(), clock: z.enum(['accept', 'arrive', 'finish']) })),
    /** the facts end here: there were more */
    cut: z.boolean(),
    at: Instant,
  })
  .meta({ id: 'Replay' })
export type Replay = z.infer<typeof Replay>

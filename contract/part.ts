import { z } from 'zod'
import { EventState } from './event.ts'
import { PartWhy } from './part-rule.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** One reason why an area has a part: `placeName` and `named` say what it follows from (a site and a ticket, a firm and a plate, a camera). */
export const EventPart = z
  .object({
    ...{
      why: PartWhy,
      district: z.string(),
      districtName: z.string(),
      areaName: z.string(),
      placeName: z.string(),
      named: z.string().nullable(),
    },
    ...{ at: Instant, since: Instant },
  })
  .meta({ id: 'EventPart' })
export type EventPart = z.infer<typeof EventPart>

/** `code` null: the city itself. */
const District = z.object({ code: z.string().nullable(), name: z.string() })
/** All parts of an event, for whoever sees the event. `due`: the district that should lead by the rule, where it is another than the one that does. */
export const EventParts = z
  .object({
    ...{ lead: District, leadUnit: z.string().nullable(), due: District.nullable(), crosses: z.boolean() },
    ...{ parts: z.array(EventPart), at: Instant },
  })
  .meta({ id: 'EventParts' })
export type EventParts = z.infer<typeof EventParts>

/** The head line of an event another district leads, and why it concerns one's own: the own parts only. */
export const Concern = z
  .object({
    ...{ event: z.uuid(), no: z.string(), type: z.string(), typeName: Words, grade: Grade, state: EventState },
    ...{ openedAt: Instant, closedAt: Instant.nullable(), lead: z.string(), leadUnit: z.string().nullable() },
    parts: z.array(EventPart),
    /** may the asker open the event itself? */
    mayOpen: z.boolean(),
  })
  .meta({ id: 'Concern' })
export type Concern = z.infer<typeof Concern>

export const ConcernPage = z.object({ rows: z.array(Concern), open: z.number(), at: Instant }).meta({ id: 'ConcernPage' })
export type ConcernPage = z.infer<typeof ConcernPage>

import { z } from 'zod'
import { Risk } from './scales.ts'
import { AnswerVerb, WaitingState } from './second-person.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable()
/**
 * A change at a desk by which an object would leave red or orange: asked by one person, answered by another within a day. `leaves`: the objects
 * that would, which are others where the entry is their paper. `changes`: of personal fields only that they change.
 */
export const ObjectRequest = z
  .object({
    ...{ id: z.uuid(), object: z.string(), name: z.string(), kind: z.string(), areaName: z.string(), state: WaitingState },
    changes: z.array(z.object({ field: z.string(), personal: z.boolean(), from: Value, to: Value })),
    leaves: z.array(z.object({ object: z.string(), name: z.string(), from: Risk, to: Risk })),
    ...{ reason: z.string().nullable(), sheet: z.string().nullable() },
    evidence: z.array(z.object({ file: z.string(), type: z.string() })),
    ...{ askedByName: z.string(), askedAt: Instant, lapsesAt: Instant },
    /** what the caller may do with it now */
    allowed: z.array(AnswerVerb),
    /** why the caller may not confirm it */
    why: Words.nullable(),
  })
  .meta({ id: 'ObjectRequest' })
export type ObjectRequest = z.infer<typeof ObjectRequest>

/** Those that wait in one's areas, the oldest first; `object`: of one object only. */
export const ObjectRequestQuery = z.strictObject({ area: z.string().max(80).optional(), object: z.string().max(80).optional() })
export const ObjectRequests = z
  .object({ rows: z.array(ObjectRequest), total: z.int(), at: Instant })
  .meta({ id: 'ObjectRequests' })
export type ObjectRequests = z.infer<typeof ObjectRequests>
export const ObjectRequestDone = z
  .object({ id: z.uuid(), object: z.string(), state: WaitingState })
  .meta({ id: 'ObjectRequestDone' })

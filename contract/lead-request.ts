import { z } from 'zod'
import { EventState } from './event.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/**
 * A request to another district to lead a case (移交请求). `asked`: waits for the asked hub; `arbitration`: refused or unanswered, the city's
 * duty post rules; `agreed`, `ruled`: the lead passed; `stays`: the city ruled that it does not; `void`: the case ended, or another tier leads.
 */
export const LeadRequestState = z
  .enum(['asked', 'arbitration', 'agreed', 'ruled', 'stays', 'withdrawn', 'void'])
  .meta({ id: 'LeadRequestState' })
export type LeadRequestState = z.infer<typeof LeadRequestState>

/** `lapse` and `void` are the platform's own; the others are acts of people. */
export const LeadRequestVerb = z.enum(['agree', 'refuse', 'lapse', 'withdraw', 'rule', 'keep', 'void'])
export type LeadRequestVerb = z.infer<typeof LeadRequestVerb>

export const LeadRequestAction = z.enum(['agree', 'refuse', 'withdraw', 'rule']).meta({ id: 'LeadRequestAction' })
export type LeadRequestAction = z.infer<typeof LeadRequestAction>

/** An operating district (a zone counts as one) and the hub that speaks for it. */
const Side = z.object({ district: z.string(), name: z.string(), unitName: z.string() })

export const LeadRequest = z
  .object({
    ...{ id: z.uuid(), event: z.uuid(), no: z.string(), typeName: Words, grade: Grade, eventState: EventState },
    ...{ state: LeadRequestState, from: Side, to: Side },
    /** why the other should lead, and what is secured and what is not, in the asker's words */
    ...{ reason: z.string(), evidence: z.string() },
    /** pieces of evidence the case had when it was asked */
    pieces: z.number(),
    ...{ askedAt: Instant, answerBy: Instant },
    /** `silent`: nobody answered until `answerBy` */
    answer: z.object({ how: z.enum(['agreed', 'refused', 'silent']), reason: z.string().nullable(), at: Instant }).nullable(),
    /** until when the city rules; null: it was never asked */
    ruleBy: Instant.nullable(),
    ruling: z.object({ name: z.string(), reason: z.string(), at: Instant }).nullable(),
    /** the limits that run, whoever leads; null where there are none */
    ...{ arriveBy: Instant.nullable(), finishBy: Instant.nullable() },
    /** whom the city may rule to; empty for whoever does not rule */
    choices: z.array(z.object({ district: z.string(), name: z.string() })),
    allowed: z.array(LeadRequestAction),
    version: z.number(),
  })
  .meta({ id: 'LeadRequest' })
export type LeadRequest = z.infer<typeof LeadRequest>

/** Of one event, newest first. `askable`: the districts that may be asked now; empty where the caller may not ask, with `why`. */
export const EventLeadRequests = z
  .object({ rows: z.array(LeadRequest), askable: z.array(z.object({ district: z.string(), name: z.string() })), at: Instant })
  .meta({ id: 'EventLeadRequests' })
export type EventLeadRequests = z.infer<typeof EventLeadRequests>

/** What waits for the caller's hub, what it asked for, and, for the city, what it has to rule on. */
export const LeadRequestPage = z
  .object({ rows: z.array(LeadRequest), waiting: z.number(), at: Instant })
  .meta({ id: 'LeadRequestPage' })
export type LeadRequestPage = z.infer<typeof LeadRequestPage>

const words = z.string().trim().min(4).max(500)
const version = z.int().positive()
export const LeadRequestNew = z.strictObject({ to: z.string().max(20), reason: words, evidence: words })
export const LeadRequestAgree = z.strictObject({ version })
export const LeadRequestReason = z.strictObject({ version, reason: words })
export const LeadRequestRule = z.strictObject({ version, reason: words, to: z.string().max(20) })
export const LeadRequestDone = z
  .object({ id: z.uuid(), event: z.uuid(), state: LeadRequestState, version: z.number() })
  .meta({ id: 'LeadRequestDone' })
export type LeadRequestDone = z.infer<typeof LeadRequestDone>

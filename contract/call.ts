import { z } from 'zod'
import { CallChannel } from './channel.ts'
import { Instant } from './time.ts'

/** One way tried to reach a person, and what came of it. */
export const CallAttempt = z
  .object({
    id: z.string(),
    channel: CallChannel,
    state: z.enum(['asked', 'sent', 'answered', 'failed', 'stopped']),
    answer: z.enum(['accepted', 'known', 'refused']).nullable(),
    error: z.string().nullable(),
    why: z.string(),
    at: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'CallAttempt' })

/** Somebody who was called for an event, with every way tried; `inform`: told, not asked. */
export const EventCall = z
  .object({
    order: z.string().nullable(),
    step: z.number(),
    post: z.string(),
    person: z.string().nullable(),
    personName: z.string().nullable(),
    why: z.string(),
    inform: z.boolean(),
    at: Instant,
    answeredAt: Instant.nullable(),
    attempts: z.array(CallAttempt),
  })
  .meta({ id: 'EventCall' })
export const CallList = z.object({ rows: z.array(EventCall), at: Instant }).meta({ id: 'CallList' })

/** 知道了, or cannot come: then whoever stands in is called at once. */
export const CallAnswer = z.enum(['known', 'refused'])
/** `attempt`: which call is answered, as the card named it. An answer kept on a phone must not stop a call made after it. */
export const AnswerBody = z.strictObject({ attempt: z.uuid(), answer: CallAnswer })
/** What a gateway heard: the code, and the message's key or the number it came from. */
export const GatewayAnswer = z.strictObject({
  code: z.string().regex(/^\d{6}$/),
  key: z.string().max(200).optional(),
  phone: z.string().max(30).optional(),
  answer: CallAnswer.default('known'),
})
/** false: answered before, or that call is over and others were made since; no call is stopped by it then */
export const Answered = z.object({ answered: z.boolean() }).meta({ id: 'Answered' })

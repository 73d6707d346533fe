import { z } from 'zod'

/** A change that waits for a second person: asked by one, answered by another within a day. */
export const WaitingState = z.enum(['waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed']).meta({ id: 'WaitingState' })
export type WaitingState = z.infer<typeof WaitingState>
/** What may be done about it: by the second person, and by whoever asked (withdraw). */
export const AnswerVerb = z.enum(['confirm', 'refuse', 'withdraw'])
export type AnswerVerb = z.infer<typeof AnswerVerb>
export const AnswerBody = z.strictObject({ note: z.string().trim().min(1).max(500).optional() })

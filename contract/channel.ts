import { z } from 'zod'
import { Instant } from './time.ts'

/** Ways to one person. `app`: on the phone app, live and as a push where switched on. */
export const CallChannel = z.enum(['app', 'sms', 'voice'])
export type CallChannel = z.infer<typeof CallChannel>

/** What came of calling a person; `spared`: not rung any more, another answered. */
export const CallState = z.enum(['accepted', 'known', 'refused', 'ringing', 'not-reached', 'called', 'informed', 'spared'])

/**
 * What came of calling somebody before the turn of their rung: `red` by the rule that leaders are rung when nobody accepted a red case
 * within its first limit, else for another part of it.
 */
export const CalledBefore = z.object({ state: CallState, channel: CallChannel.nullable(), red: z.boolean() })
export type CalledBefore = z.infer<typeof CalledBefore>

/** A message that left, waits, or was given up: by which way, to whom, how often it was tried. Never what it says: that holds the code of the answer. */
export const SentMessage = z
  .object({
    key: z.string(),
    channel: z.enum(['webhook', 'robot', 'hotline', 'portal', 'sms', 'voice', 'push']),
    /** the person, or the name of the configured target; null for a browser */
    to: z.string().nullable(),
    /** masked */
    phone: z.string().nullable(),
    state: z.enum(['waiting', 'sent', 'failed']),
    tries: z.number(),
    error: z.string().nullable(),
    at: Instant,
    sentAt: Instant.nullable(),
    /** what the stand-in of the gateways was handed, in a demo only; `times` > 1: the same message came again */
    standIn: z.object({ text: z.string(), times: z.number() }).nullable(),
  })
  .meta({ id: 'SentMessage' })
export type SentMessage = z.infer<typeof SentMessage>
export const SentList = z
  .object({ rows: z.array(SentMessage), next: z.string().nullable(), at: Instant })
  .meta({ id: 'SentList' })

import { z } from 'zod'
import { Instant } from './time.ts'

/** Ways to one person. `app`: on the phone app, live and as a push where switched on. */
export const CallChannel = z.enum(['app', 'sms', 'voice'])
export type CallChannel = z.infer<typeof CallChannel>

/** What the stand-in of a gateway was handed; `times` > 1: the same message came again. */
export const SentMessage = z
  .object({
    key: z.string(),
    channel: z.enum(['sms', 'voice']),
    phone: z.string(),
    text: z.string(),
    times: z.number(),
    at: Instant,
  })
  .meta({ id: 'SentMessage' })
export const SentList = z
  .object({ rows: z.array(SentMessage), next: z.string().nullable(), at: Instant })
  .meta({ id: 'SentList' })

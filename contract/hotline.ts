import { z } from 'zod'
import { ReportIn } from './report.ts'
import { Instant } from './time.ts'

const { content, lon, lat, address, happenedAt, contactName, phone } = ReportIn.shape
/** The number the hotline gave its work order: it names it on both sides, nobody numbers it anew. */
export const HotlineNo = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/)
export const hotlineKinds = ['consult', 'help', 'complaint', 'suggestion', 'report'] as const
export const HotlineKind = z.enum(hotlineKinds).meta({ id: 'HotlineKind' })

/** A work order as the hotline hands it over. */
export const HotlineOrderIn = z
  .strictObject({
    no: HotlineNo,
    kind: HotlineKind,
    /** a matter of ours, or the hotline's own code where CHANNELS_FILE says what it is here */
    type: z.string().min(1).max(80),
    ...{ content, lon: lon.unwrap(), lat: lat.unwrap(), address, happenedAt },
    /** until when the hotline wants its answer */
    replyBy: Instant,
    urgent: z.boolean().default(false),
    /** the caller asked for secrecy: name and number are not kept here */
    confidential: z.boolean().default(false),
    ...{ contactName, phone },
  })
  .meta({ id: 'HotlineOrderIn' })
export type HotlineOrderIn = z.infer<typeof HotlineOrderIn>

/** What the hotline may read of its own order. */
export const HotlineReceipt = z
  .object({
    no: z.string(),
    /** the report here, and the code it is looked up by */
    report: z.uuid(),
    code: z.string(),
    receivedAt: Instant,
    areaName: z.string(),
    state: z.enum(['received', 'accepted', 'merged', 'rejected', 'handling', 'closed']),
    outcome: z.string().nullable(),
    replyBy: Instant,
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'HotlineReceipt' })
export type HotlineReceipt = z.infer<typeof HotlineReceipt>

/** What the hotline says to something we asked. `until`: a date of its own for an extension. */
export const HotlineSaid = z
  .strictObject({ ask: z.uuid(), granted: z.boolean(), note: z.string().trim().max(300).default(''), until: Instant.optional() })
  .meta({ id: 'HotlineSaid' })

/** What the caller said when the hotline called back. Not solved: the case is disputed, `note` says why. */
export const HotlineVerdict = z
  .strictObject({
    solved: z.boolean(),
    satisfied: z.enum(['yes', 'fairly', 'no']).nullable().default(null),
    note: z.string().trim().min(2).max(500),
    /** until when it wants the next answer; left out: as before */
    replyBy: Instant.optional(),
  })
  .meta({ id: 'HotlineVerdict' })
export type HotlineVerdict = z.infer<typeof HotlineVerdict>

/** What we ask of the hotline across the border. */
export const HotlineAskIn = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('return'), reason: z.string().trim().min(2).max(300) }),
  z.strictObject({ what: z.literal('extension'), reason: z.string().trim().min(2).max(300), until: Instant }),
])
export type HotlineAskIn = z.infer<typeof HotlineAskIn>
export const HotlineReplyIn = z.strictObject({ text: z.string().trim().min(5).max(2000) })

/** What a reporter is told and the hotline hears, too. */
export const hotlineTold = [
  'accepted',
  'handling',
  'merged',
  'rejected',
  'parked',
  'closed',
  'false-alarm',
  'reopened',
  'disputed',
  'dispute-refused',
] as const
/** What a message to the hotline tells. */
export const HotlineWhat = z.enum([...hotlineTold, 'return', 'extension', 'answer']).meta({ id: 'HotlineWhat' })
export type HotlineWhat = z.infer<typeof HotlineWhat>

export const HotlineAsk = z
  .object({
    id: z.uuid(),
    what: z.enum(['return', 'extension']),
    reason: z.string(),
    until: Instant.nullable(),
    state: z.enum(['asked', 'granted', 'refused', 'void']),
    byName: z.string(),
    at: Instant,
    note: z.string().nullable(),
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'HotlineAsk' })
/** A message to the hotline and the receipt it gave for it. */
export const HotlineMessage = z
  .object({
    /** its place among those of the order, from 1 */
    seq: z.int(),
    what: HotlineWhat,
    at: Instant,
    state: z.enum(['waiting', 'sent', 'failed']),
    receipt: z.string().nullable(),
    error: z.string().nullable(),
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'HotlineMessage' })

export const HotlineOrder = z
  .object({
    report: z.uuid(),
    no: z.string(),
    hotlineName: z.string(),
    kind: HotlineKind,
    type: z.object({ zh: z.string(), en: z.string() }),
    content: z.string(),
    areaName: z.string(),
    urgent: z.boolean(),
    confidential: z.boolean(),
    receivedAt: Instant,
    replyBy: Instant,
    state: HotlineReceipt.shape.state,
    event: z.object({ id: z.uuid(), no: z.string() }).nullable(),
    answeredAt: Instant.nullable(),
    /** the hotline took it back */
    returnedAt: Instant.nullable(),
    /** the caller disputes the end, nobody has ruled yet */
    disputed: z.boolean(),
    answer: z.string().nullable(),
    /** what the caller said last when called back */
    verdict: z
      .object({ solved: z.boolean(), satisfied: z.enum(['yes', 'fairly', 'no']).nullable(), note: z.string(), at: Instant })
      .nullable(),
    asks: z.array(HotlineAsk),
    messages: z.array(HotlineMessage),
    may: z.object({ return: z.boolean(), extension: z.boolean(), answer: z.boolean() }),
  })
  .meta({ id: 'HotlineOrder' })
export type HotlineOrder = z.infer<typeof HotlineOrder>
export const hotlineViews = ['open', 'answered', 'all'] as const
export type HotlineView = (typeof hotlineViews)[number]
export const HotlineList = z
  .object({
    rows: z.array(HotlineOrder),
    next: z.string().nullable(),
    /** null where one is asked for; of those open: all, and past their time; of the last 30 days: answered, and answered in time */
    counts: z.object({ open: z.int(), overdue: z.int(), answered: z.int(), inTime: z.int() }).nullable(),
    /** is a hotline connected at all */
    connected: z.boolean(),
    at: Instant,
  })
  .meta({ id: 'HotlineList' })
export type HotlineList = z.infer<typeof HotlineList>

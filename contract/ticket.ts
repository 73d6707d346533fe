import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const code = z.string().trim().min(1).max(60)
const who = z.string().trim().min(1).max(20).nullable().default(null)

/**
 * A ticket (联单) as a gate tells it: opened where it was loaded, closed where it was unloaded. The same number again closes it, or puts right
 * what is not closed yet; what was told once and is left out stays. `from`, `to`: codes of the register; `by`: who signed; `washed`: whether the
 * gate saw it washed before it left (冲洗), null where the gate does not tell.
 */
export const TicketIn = z
  .strictObject({
    ...{ no: code, from: code, to: code, plate: z.string().trim().min(1).max(20), load: z.number().positive().max(1_000) },
    ...{ openedAt: Instant, openedBy: who, washed: z.boolean().nullable().default(null) },
    ...{
      closedAt: Instant.nullable().default(null),
      closedLoad: z.number().min(0).max(1_000).nullable().default(null),
      closedBy: who,
    },
  })
  .meta({ id: 'TicketIn' })
export type TicketIn = z.infer<typeof TicketIn>
export const TicketsIn = z.strictObject({ pack: z.string().max(60), tickets: z.array(TicketIn).min(1).max(500) })
/** What each became; `righted`: known, still open, and told otherwise than before. Each refused one with its code; the others are kept. */
export const TicketsTaken = z
  .object({
    opened: z.number(),
    closed: z.number(),
    righted: z.number(),
    unchanged: z.number(),
    refused: z.array(z.object({ no: z.string(), code: z.string() })),
  })
  .meta({ id: 'TicketsTaken' })
export type TicketsTaken = z.infer<typeof TicketsTaken>

/** Signatures masked. `carrier` null: nobody of that plate is registered, or several are; `washed` null: its gate does not tell. */
export const Ticket = z
  .object({
    ...{ pack: z.string(), no: z.string(), from: z.string(), fromName: z.string(), to: z.string(), toName: z.string() },
    ...{ plate: z.string(), carrier: z.string().nullable(), load: z.number(), unit: z.string() },
    ...{ openedAt: Instant, openedBy: z.string().nullable(), washed: z.boolean().nullable() },
    ...{ closedAt: Instant.nullable(), closedLoad: z.number().nullable(), closedBy: z.string().nullable() },
    /** written by mistake: it counts nowhere */
    void: z.object({ at: Instant, byName: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Ticket' })
export type Ticket = z.infer<typeof Ticket>
export const TicketQuery = z.strictObject({
  ...{ plate: z.string().trim().max(20).optional(), from: z.string().max(60).optional(), open: z.enum(['yes', 'no']).optional() },
  void: z.enum(['yes', 'no']).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** A page of tickets, the newest first; `total` of all that fit the wish. `sheets`: packs the caller may bring sheets of tickets for. */
export const TicketList = z
  .object({
    ...{ rows: z.array(Ticket), next: z.string().nullable(), total: z.number() },
    ...{ sheets: z.array(z.object({ pack: z.string(), packName: Words })), at: Instant },
  })
  .meta({ id: 'TicketList' })
export type TicketList = z.infer<typeof TicketList>

export const TicketName = z.strictObject({ pack: z.string().max(60), no: code })
export const TicketVoidIn = TicketName.extend({ reason: z.string().trim().min(2).max(500) })
export const TicketVoided = z.object({ no: z.string() }).meta({ id: 'TicketVoided' })

/** A ticket beside what its truck told between opening and closing (`places`: how many, the first, the last, and from which of both sites how far), and what was found of it then. `several`: the districts of all that are registered under its plate, where more than one is and it is none’s. */
export const TicketDetail = z
  .object({
    ticket: Ticket,
    places: z.object({
      ...{ n: z.number(), firstAt: Instant.nullable(), lastAt: Instant.nullable() },
      ...{ fromM: z.number().nullable(), toM: z.number().nullable() },
    }),
    checks: z.array(z.object({ type: z.string(), typeName: Words, at: Instant, said: z.string() })),
    several: z.array(z.string()),
    ...{ mayVoid: z.boolean(), at: Instant },
  })
  .meta({ id: 'TicketDetail' })
export type TicketDetail = z.infer<typeof TicketDetail>

import type { Haulage } from '../../../../contract/haulage.ts'
import type { TicketIn, TicketsTaken } from '../../../../contract/ticket.ts'
import { objectOfNumber } from '../../../city/object/store-numbers.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { thingIn } from '../vetting/rules/thing-in.ts'
import { type Judged, judgeTicket, type TicketRefusal } from './rules/judge-ticket.ts'
import { lockTicket, placesByCode, upsertTicket } from './store.ts'

export type Told = { pack: string; haulage: Haulage; by: string; scope: readonly string[]; demo: boolean }
/** A place that is none of the teller's is named by its code. */
export type Became = Exclude<Judged['as'], TicketRefusal> | { refused: TicketRefusal; name: string }

/** Tickets as a gate tells them, each by itself: what does not fit is refused with its reason, the others are kept. */
export async function takeTickets(tx: Tx, told: Told, tickets: readonly TicketIn[]): Promise<TicketsTaken> {
  const taken: TicketsTaken = { opened: 0, closed: 0, righted: 0, unchanged: 0, refused: [] }
  for (const [i, became] of (await takeEach(tx, told, tickets)).entries())
    if (typeof became === 'object') taken.refused.push({ no: tickets[i]!.no, code: became.refused })
    else taken[became]++
  return taken
}

/** Takes tickets one by one and answers what each became; a refused one leaves nothing. */
export async function takeEach(tx: Tx, told: Told, tickets: readonly TicketIn[]): Promise<Became[]> {
  const areaFor = await areasOf(tx, told, tickets)
  const each: Became[] = []
  for (const ticket of tickets) {
    const place = areaFor(ticket)
    each.push('refused' in place ? place : await takeOne(tx, told, ticket, place.area))
  }
  return each
}

export type Placed = (ticket: Pick<TicketIn, 'from' | 'to'>) => { area: string } | { refused: 'ticket.place'; name: string }

/** The area a ticket belongs to is that of the place it was loaded at, which must be the teller's; both places must be registered. */
export async function areasOf(
  db: Db,
  { haulage, scope }: Told,
  tickets: readonly Pick<TicketIn, 'from' | 'to'>[],
): Promise<Placed> {
  const of = (name: 'from' | 'to') => tickets.map((ticket) => ticket[name])
  const from = new Map((await placesByCode(db, haulage.from.kind, of('from'))).map((one) => [one.code, one.area]))
  const to = new Set((await placesByCode(db, haulage.to.kind, of('to'))).map(({ code }) => code))
  return (ticket) => {
    const area = from.get(ticket.from)
    if (!area || !inScope(scope, area)) return { refused: 'ticket.place', name: ticket.from }
    return to.has(ticket.to) ? { area } : { refused: 'ticket.place', name: ticket.to }
  }
}

async function takeOne(tx: Tx, { pack, haulage, by, demo }: Told, ticket: TicketIn, area: string): Promise<Became> {
  const before = await lockTicket(tx, pack, ticket.no)
  const judged = judgeTicket({ ...ticket, plate: thingIn(ticket.plate) }, before, tx.now)
  if (!('opened' in judged)) return refusedAs(judged.as, ticket, before?.void_name)
  if (before?.closed_at) return judged.as
  const { plate, opened, closed } = judged
  const { kind, plate: detail } = haulage.carrier
  const carrier = await objectOfNumber(tx, kind, detail, plate)
  const signed = { openedBy: cleanly(ticket.openedBy), closedBy: cleanly(ticket.closedBy) }
  await upsertTicket(tx, { ...ticket, ...signed, pack, plate, carrier, area, toldBy: by, demo })
  const body = { pack, ticket: ticket.no, object: carrier }
  if (!before) await tx.record({ kind: 'ticket.opened', subject: ticket.no, area, occurredAt: opened, body })
  if (closed) await tx.record({ kind: 'ticket.closed', subject: ticket.no, area, occurredAt: closed, body })
  return judged.as
}

/** A refusal with what its words name. */
export const refusedAs = (refused: TicketRefusal, ticket: TicketIn, voidBy: string | null | undefined): Became => ({
  refused,
  name: refused === 'ticket.void' ? (voidBy ?? '') : ticket.plate,
})

const cleanly = (text: string | null): string | null => (text === null ? null : plainText(text))

import type { Haulage } from '../../../../contract/haulage.ts'
import type { TicketIn, TicketsTaken } from '../../../../contract/ticket.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { thingIn } from '../vetting/rules/thing-in.ts'
import { objectOfThing } from '../vetting/store.ts'
import { lockTicket, placesByCode, upsertTicket } from './store.ts'

/** A clock that is further ahead says nothing about when. */
const aheadMs = 10 * 60_000
type Told = { pack: string; haulage: Haulage; by: string; scope: readonly string[]; demo: boolean }
type Became =
  | 'opened'
  | 'closed'
  | 'unchanged'
  | 'ticket.place'
  | 'ticket.plate'
  | 'ticket.closed'
  | 'ticket.time'
  | 'ticket.void'

/** Tickets as a gate tells them, each by itself: what does not fit is refused with its reason, the others are kept. */
export async function takeTickets(tx: Tx, told: Told, tickets: readonly TicketIn[]): Promise<TicketsTaken> {
  const of = (name: 'from' | 'to') => tickets.map((ticket) => ticket[name])
  const from = new Map((await placesByCode(tx, told.haulage.from.kind, of('from'))).map((one) => [one.code, one.area]))
  const to = new Set((await placesByCode(tx, told.haulage.to.kind, of('to'))).map(({ code }) => code))
  const taken: TicketsTaken = { opened: 0, closed: 0, unchanged: 0, refused: [] }
  for (const ticket of tickets) {
    const area = from.get(ticket.from)
    const became = area && to.has(ticket.to) && inScope(told.scope, area) ? await takeOne(tx, told, ticket, area) : 'ticket.place'
    if (became === 'opened' || became === 'closed' || became === 'unchanged') taken[became]++
    else taken.refused.push({ no: ticket.no, code: became })
  }
  return taken
}

async function takeOne(tx: Tx, { pack, haulage, by, demo }: Told, ticket: TicketIn, area: string): Promise<Became> {
  const plate = thingIn(ticket.plate)
  if (!plate) return 'ticket.plate'
  const [opened, closed] = [new Date(ticket.openedAt), ticket.closedAt === null ? null : new Date(ticket.closedAt)]
  const last = closed ?? opened
  if (last.getTime() > tx.now.getTime() + aheadMs || (closed !== null && closed < opened)) return 'ticket.time'
  const before = await lockTicket(tx, pack, ticket.no)
  // What a person voided does not come back by a gate that tells it again.
  if (before?.void_at) return 'ticket.void'
  if (before?.closed_at) return closed?.getTime() === before.closed_at.getTime() ? 'unchanged' : 'ticket.closed'
  const { kind, plate: detail } = haulage.carrier
  const carrier = await objectOfThing(tx, { kind, detail }, plate)
  const signed = { openedBy: cleanly(ticket.openedBy), closedBy: cleanly(ticket.closedBy) }
  await upsertTicket(tx, { ...ticket, ...signed, pack, plate, carrier, area, toldBy: by, demo })
  const body = { pack, ticket: ticket.no, object: carrier }
  if (!before) await tx.record({ kind: 'ticket.opened', subject: ticket.no, area, occurredAt: opened, body })
  if (closed) await tx.record({ kind: 'ticket.closed', subject: ticket.no, area, occurredAt: closed, body })
  return closed ? 'closed' : before ? 'unchanged' : 'opened'
}

const cleanly = (text: string | null): string | null => (text === null ? null : plainText(text))

import type { TicketIn } from '../../../../../contract/ticket.ts'

/** A clock that is further ahead says nothing about when. */
const aheadMs = 10 * 60_000

/** What is known of a ticket by its number. */
export type Known = {
  from_code: string
  to_code: string
  plate: string
  load: number
  opened_at: Date
  washed: boolean | null
  closed_at: Date | null
  void_at: Date | null
}
export type TicketRefusal = 'ticket.place' | 'ticket.plate' | 'ticket.closed' | 'ticket.time' | 'ticket.void'
/** `righted`: known, still open, and told otherwise than before. */
export type Judged =
  | { as: 'opened' | 'closed' | 'righted' | 'unchanged'; plate: string; opened: Date; closed: Date | null }
  | { as: TicketRefusal }

/** `plate` as it is compared; null: what was told is none. */
export type ToldTicket = Omit<TicketIn, 'plate'> & { plate: string | null }

/** What a ticket of places that are known becomes, whoever tells it: a gate or a sheet. A closed one stays; a void one does not come back. */
export function judgeTicket(ticket: ToldTicket, before: Known | null, now: Date): Judged {
  const { plate } = ticket
  if (!plate) return { as: 'ticket.plate' }
  const opened = new Date(ticket.openedAt)
  const closed = ticket.closedAt === null ? null : new Date(ticket.closedAt)
  if ((closed ?? opened).getTime() > now.getTime() + aheadMs || (closed !== null && closed < opened)) return { as: 'ticket.time' }
  const read = { plate, opened, closed }
  if (before?.void_at) return { as: 'ticket.void' }
  if (before?.closed_at)
    return closed?.getTime() === before.closed_at.getTime() ? { as: 'unchanged', ...read } : { as: 'ticket.closed' }
  if (closed) return { as: 'closed', ...read }
  if (!before) return { as: 'opened', ...read }
  const isSame =
    before.from_code === ticket.from &&
    before.to_code === ticket.to &&
    before.plate === plate &&
    before.load === ticket.load &&
    // What is left out stays as it was told.
    (ticket.washed === null || ticket.washed === before.washed) &&
    before.opened_at.getTime() === opened.getTime()
  return { as: isSame ? 'unchanged' : 'righted', ...read }
}

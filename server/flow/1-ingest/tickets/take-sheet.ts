import type { Actor } from '../../../../contract/actor.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { TicketCounts, TicketPlan } from './plan-sheet.ts'
import { type Told, takeEach } from './take.ts'

/** Tickets taken together: each asks the register, and everybody who reads facts waits below a transaction, so none of them is long. */
const rowsAtOnce = 200

type Planned = { plan: Pick<TicketPlan, 'tickets' | keyof TicketCounts>; told: Told }
type About = { actor: Actor; name: string; area: string | null }

/**
 * Takes the tickets of a plan part by part, each committed, through the very door of the gates. Refused when one of the next part became
 * something else since the look: what went before stands, and a new look at the same sheet shows what is left.
 */
export async function takeTicketSheet(
  spine: Spine,
  { plan, told }: Planned,
  { actor, name, area }: About,
): Promise<TicketCounts> {
  const { tickets, opened, closed, righted, unchanged } = plan
  for (let from = 0; from < tickets.length; from += rowsAtOnce) {
    const part = tickets.slice(from, from + rowsAtOnce)
    await spine.transaction(actor, async (tx) => {
      const became = await takeEach(
        tx,
        told,
        part.map(({ ticket }) => ticket),
      )
      if (became.some((as, i) => as !== part[i]!.as)) throw new RefusalError({ code: 'object.sheet-moved' })
    })
  }
  const counts = { opened, closed, righted, unchanged }
  await spine.transaction(actor, (tx) =>
    tx.record({ kind: 'ticket.sheet-taken', subject: tx.newId(), area, body: { pack: told.pack, sheet: name, ...counts } }),
  )
  return counts
}

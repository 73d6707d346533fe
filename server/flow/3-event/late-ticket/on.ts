import type { Packs } from '../../../city/pack/packs.ts'
import type { RecordedFact } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { decideSignal } from '../store-signals.ts'
import { lockUnticketed } from './store.ts'

/** What a ticket does that comes after its truck was found to have none, because the gate that wrote it was off meanwhile. */
export function lateTicketHandlers({ packs }: { packs: Packs }) {
  /** Undecided, it needs nobody's look any more. Decided, its case says so, and whoever has it closes it: a person's word is no machine's to take back. */
  async function onTicketOpened({ body }: RecordedFact<'ticket.opened'>, tx: Tx): Promise<void> {
    const { pack, ticket, object } = body
    const checks = (packs.shipped(pack)?.haulage?.checks ?? []).flatMap(({ kind, id }) => (kind === 'no-ticket' ? [id] : []))
    if (!object || checks.length === 0) return
    for (const { id, area, state, event } of await lockUnticketed(tx, { pack, ticket, object, checks })) {
      if (state === 'waiting' || state === 'snoozed') {
        await decideSignal(tx, id, { state: 'gone', reason: 'ticket-came' })
        await tx.record({ kind: 'signal.gone', subject: id, area, body: { signal: id, ticket } })
      } else if (event) await tx.record({ kind: 'event.ticket-came', subject: event, area, body: { event, signal: id, ticket } })
    }
  }
  return { onTicketOpened }
}

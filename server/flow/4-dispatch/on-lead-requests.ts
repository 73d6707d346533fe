import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { known, stamped, telling } from './case.ts'
import { changeLead } from './lead-change.ts'
import { holdersFor, holdersOfUnit } from './store.ts'
import { unitsOfRequest } from './store-lead.ts'
import { tell } from './tell.ts'

type About = { body: { request: string; event: string } }
type Whom = 'asker' | 'asked' | 'city'

/** A request to another district to lead: whose turn it is hears of it, and whoever leads next is asked on the limits that run. */
export function leadRequestHandlers({ calendar }: { calendar: WorkCalendar }) {
  const tellThem =
    (why: string, ...whom: Whom[]) =>
    async ({ body }: About, tx: Tx): Promise<void> => {
      const event = await known(tx, body.event)
      const units = await unitsOfRequest(tx, body.request)
      for (const one of whom) {
        const holders =
          one === 'city'
            ? await holdersFor(tx, { postKind: 'city-duty', tier: 'city' }, event.area, tx.now)
            : await holdersOfUnit(tx, units[one], tx.now)
        await tell(tx, holders, telling(event, null, 'lead-request', why))
      }
    }

  async function takeLead(tx: Tx, { event: id, unit }: { event: string; unit: string }, hold: boolean): Promise<void> {
    const holders = await holdersOfUnit(tx, unit, tx.now)
    const [event, row] = [await known(tx, id), await stamped(tx, id)]
    await changeLead(tx, event, { row, holders, reason: 'lead-request', calendar, hold })
  }

  /** Who agreed is not told what they have just said themselves. */
  async function onLeadAgreed(fact: RecordedFact<'lead-request.agreed'>, tx: Tx): Promise<void> {
    await takeLead(tx, fact.body, true)
    await tellThem('lead-agreed', 'asker')(fact, tx)
  }

  async function onLeadRuled(fact: RecordedFact<'lead-request.ruled'>, tx: Tx): Promise<void> {
    if (fact.body.stays) return tellThem('lead-stays', 'asker', 'asked')(fact, tx)
    await takeLead(tx, fact.body, false)
    // A third district leads: then the one that was asked hears that it does not.
    const whom: Whom[] = fact.body.lead === fact.body.to ? ['asker'] : ['asker', 'asked']
    await tellThem('lead-ruled', ...whom)(fact, tx)
  }

  return {
    onLeadAgreed,
    onLeadRuled,
    onLeadAsked: tellThem('lead-asked', 'asked'),
    onLeadRefused: tellThem('lead-refused', 'city', 'asker'),
    onLeadLapsed: tellThem('lead-silent', 'city', 'asker', 'asked'),
    onLeadWithdrawn: tellThem('lead-withdrawn', 'asked'),
    onLeadOverdue: tellThem('lead-overdue', 'city'),
  }
}

import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit } from './ask.ts'
import { known, stamped, telling } from './case.ts'
import { addWhy, askedDues, holdersOfUnit, insertRule, mandatoryAtEnd } from './store.ts'
import { backstopFor } from './store-route.ts'
import { tell } from './tell.ts'
import type { Route, RouteReason } from './types.ts'

type Dues = { arriveBy: Date | null; finishBy: Date | null }

/** What happens when a part of an event changes hands: returns, rulings, transfers, reopening. */
export function handOverHandlers({ zone }: { zone: string }) {
  /** A new owner for a part that changed hands; it keeps the clocks that are running. */
  async function handOver(
    tx: Tx,
    event: EventRecord,
    to: { unit: string; role: 'lead' | 'assist'; reason: RouteReason; dues?: Dues },
  ): Promise<void> {
    const row = await stamped(tx, event.id)
    const holders = await holdersOfUnit(tx, to.unit, tx.now)
    const target = holders.length > 0 ? holders : await backstopFor(tx, event.area, tx.now)
    const first = target[0]!
    const route: Route = {
      unit: first.unit,
      unitName: first.unit_name,
      role: to.role,
      reason: to.reason,
      holders: target,
      step: 0,
      mandatory: true,
    }
    await askUnit(tx, event, route, { plan: row.plan, zone, hold: false, ...(to.dues ? { dues: to.dues } : {}) })
    await addWhy(tx, event.id, [{ unit: first.unit, unitName: first.unit_name, role: to.role, reason: to.reason }])
  }

  /** First return: the proposed unit is asked, the returner stays responsible until it accepts. Second: the hub rules. */
  async function onReturned(fact: RecordedFact<'work-order.returned'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const hub = await backstopFor(tx, event.area, tx.now)
    if (fact.body.second) return tell(tx, hub, telling(event, fact.body.order, 'returned', 'second-return'))
    await tell(tx, hub, telling(event, fact.body.order, 'returned', 'return'))
    await handOver(tx, event, {
      unit: fact.body.proposed,
      role: fact.body.role,
      reason: 'proposed',
      dues: await duesOf(tx, fact.body.order),
    })
  }

  async function onArbitrated(fact: RecordedFact<'work-order.arbitrated'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    if (fact.body.rule)
      await insertRule(tx, {
        type: event.type,
        area: townOf(event.area),
        unit: fact.body.to,
        source: 'arbitration',
        event: event.id,
      })
    if (fact.body.to === fact.body.unit)
      return tell(tx, await holdersOfUnit(tx, fact.body.unit, tx.now), telling(event, fact.body.order, 'order', 'arbitration'))
    await handOver(tx, event, {
      unit: fact.body.to,
      role: fact.body.role,
      reason: 'arbitration',
      dues: await duesOf(tx, fact.body.order),
    })
  }

  async function onTransferred(fact: RecordedFact<'work-order.transferred'>, tx: Tx): Promise<void> {
    await handOver(tx, await known(tx, fact.body.event), {
      unit: fact.body.to,
      role: fact.body.role,
      reason: 'transfer',
      dues: await duesOf(tx, fact.body.order),
    })
  }

  /** The lead is asked again, and every unit that had to take part when the event ended. */
  async function onReopened(fact: RecordedFact<'event.reopened'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const { dispatched_at } = await stamped(tx, event.id)
    const others = await mandatoryAtEnd(tx, event.id, dispatched_at)
    const lead = event.lead_unit ?? (await backstopFor(tx, event.area, tx.now))[0]!.unit
    await handOver(tx, event, { unit: lead, role: 'lead', reason: 'plan' })
    for (const unit of others) if (unit !== lead) await handOver(tx, event, { unit, role: 'assist', reason: 'plan' })
  }

  return { onReturned, onArbitrated, onTransferred, onReopened }
}

/** Clocks of the order that changes hands, out of the fact that asked for it. */
async function duesOf(tx: Tx, order: string): Promise<Dues> {
  return (await askedDues(tx, order)) ?? { arriveBy: null, finishBy: null }
}

/** The town's part of a path (city/district/town/), where a learned routing rule is to hold. */
const townOf = (path: string): string => `${path.split('/').slice(0, 3).join('/')}/`

import type { PartName } from '../../../contract/plan-parts.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit } from './ask.ts'
import { known, stamped, telling } from './case.ts'
import { addWhy, askedPart, holdersOfPosts, holdersOfUnit, insertRule, mandatoryAtEnd } from './store.ts'
import { backstopFor } from './store-route.ts'
import { tell } from './tell.ts'
import type { Route, RouteReason } from './types.ts'

type Deps = { calendar: WorkCalendar; onRuledToStay: (tx: Tx, event: string) => Promise<void> }
/** `post`: the one that is to have it, before the unit's others. */
type Taking = { unit: string; reason: RouteReason; post?: string | undefined }
type Dues = { arriveBy: Date | null; finishBy: Date | null }

/** What happens when a part of an event changes hands: returns, rulings, transfers, reopening. */
export function handOverHandlers({ calendar, onRuledToStay }: Deps) {
  /** A new owner for a part that changed hands; it keeps the clocks that are running. */
  async function handOver(
    tx: Tx,
    event: EventRecord,
    to: Taking & { role: 'lead' | 'assist'; mandatory: boolean; part?: PartName | null; dues?: Dues },
  ): Promise<void> {
    const row = await stamped(tx, event.id)
    const named = to.post ? await holdersOfPosts(tx, [to.post], tx.now) : []
    const holders = named.some(({ person }) => person) ? named : await holdersOfUnit(tx, to.unit, tx.now)
    const target = holders.length > 0 ? holders : await backstopFor(tx, event.area, tx.now)
    const first = target[0]!
    const route: Route = {
      unit: first.unit,
      unitName: first.unit_name,
      role: to.role,
      reason: to.reason,
      holders: target,
      step: 0,
      mandatory: to.mandatory,
      part: to.part ?? null,
    }
    await askUnit(tx, event, route, { plan: row.plan, calendar, hold: false, ...(to.dues ? { dues: to.dues } : {}) })
    await addWhy(tx, event.id, [{ unit: first.unit, unitName: first.unit_name, role: to.role, reason: to.reason }])
  }

  type Part = { event: string; order: string; role: 'lead' | 'assist' }

  /** The part an order had goes to another unit, on the clocks the order was asked with; one that may stay away hands on no more than that. */
  async function pass(tx: Tx, { event, order, role }: Part, to: Taking): Promise<void> {
    const { mandatory, part, ...dues } = (await askedPart(tx, order)) ?? unknownPart
    await handOver(tx, await known(tx, event), { ...to, role, mandatory: role === 'lead' || mandatory, part, dues })
  }

  /** First return: the proposed unit is asked, the returner stays responsible until it accepts. Second: the hub rules. */
  async function onReturned({ body }: RecordedFact<'work-order.returned'>, tx: Tx): Promise<void> {
    const event = await known(tx, body.event)
    const hub = await backstopFor(tx, event.area, tx.now)
    await tell(tx, hub, telling(event, body.order, 'returned', body.second ? 'second-return' : 'return'))
    if (!body.second) await pass(tx, body, { unit: body.proposed, reason: 'proposed' })
  }

  async function onArbitrated({ body }: RecordedFact<'work-order.arbitrated'>, tx: Tx): Promise<void> {
    const event = await known(tx, body.event)
    const rule = { type: event.type, area: townOf(event.area), unit: body.to, source: 'arbitration', event: event.id } as const
    if (body.rule) await insertRule(tx, rule)
    if (body.to !== body.unit) return pass(tx, body, { unit: body.to, reason: 'arbitration' })
    await onRuledToStay(tx, event.id)
    await tell(tx, await holdersOfUnit(tx, body.unit, tx.now), telling(event, body.order, 'order', 'arbitration'))
  }

  const onTransferred = ({ body }: RecordedFact<'work-order.transferred'>, tx: Tx): Promise<void> =>
    pass(tx, body, { unit: body.to, reason: 'transfer', post: body.post })

  /** The lead is asked again, and every unit that had to take part when the event ended. */
  async function onReopened(fact: RecordedFact<'event.reopened'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const { dispatched_at } = await stamped(tx, event.id)
    const others = await mandatoryAtEnd(tx, event.id, dispatched_at)
    const lead = event.lead_unit ?? (await backstopFor(tx, event.area, tx.now))[0]!.unit
    await handOver(tx, event, { unit: lead, role: 'lead', mandatory: true, reason: 'plan' })
    for (const { unit, part } of others)
      if (unit !== lead) await handOver(tx, event, { unit, role: 'assist', mandatory: true, part, reason: 'plan' })
  }

  return { onReturned, onArbitrated, onTransferred, onReopened }
}

const unknownPart = { mandatory: true, part: null, arriveBy: null, finishBy: null }

/** The town's part of a path (city/district/town/), where a learned routing rule is to hold. */
const townOf = (path: string): string => `${path.split('/').slice(0, 3).join('/')}/`

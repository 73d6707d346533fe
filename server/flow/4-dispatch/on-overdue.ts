import type { Plan } from '../../../contract/pack.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { known, lastCalled, stamped, telling } from './case.ts'
import { escalate } from './rules/escalate.ts'
import { callsOfOrder, holdersFor, insertCall } from './store.ts'
import { backstopFor, holdersOfSteps } from './store-route.ts'
import { tell } from './tell.ts'
import type { Holder } from './types.ts'

/** A clock of an order has run out: not accepted climbs the ladder, not arrived or finished is told to the hub. */
export async function onOverdue(fact: RecordedFact<'work-order.overdue'>, tx: Tx): Promise<void> {
  const event = await known(tx, fact.body.event)
  if (fact.body.clock !== 'accept') {
    // Nobody arrived or finished in time: the hub that answers for the area is told, the holder as well.
    const hub = await holdersFor(
      tx,
      { postKind: event.tier === 'town' ? 'town-commander' : 'district-leader', tier: event.tier },
      event.area,
      tx.now,
    )
    await tell(
      tx,
      [...hub, ...(await lastCalled(tx, fact.body.order))],
      telling(event, fact.body.order, 'overdue', `overdue-${fact.body.clock}`),
    )
    return
  }
  await climb(tx, event, fact.body.order, fact.body.role)
}

/** The next rung is called at its minute; those called before hear that it moved and why (screens show the call). */
async function climb(tx: Tx, event: EventRecord, order: string, role: 'lead' | 'assist'): Promise<void> {
  const { plan } = await stamped(tx, event.id)
  const calls = await callsOfOrder(tx, order)
  const current = Math.max(0, ...calls.map((call) => call.step))
  // An assisting unit has one rung only: its own people, then the hub hears of it.
  const next = role === 'assist' ? ({ do: 'urge', step: current } as const) : await nextManned(tx, plan, event.area, current)
  if (next.do === 'urge') {
    const hub = role === 'assist' ? await backstopFor(tx, event.area, tx.now) : []
    await tell(tx, [...(await lastCalled(tx, order)), ...hub], telling(event, order, 'overdue', 'overdue-accept'))
    return
  }
  const before = await lastCalled(tx, order)
  for (const holder of next.holders) {
    await insertCall(tx, {
      event: event.id,
      work_order: order,
      step: next.step,
      post: holder.post,
      person: holder.person,
      why: 'no-answer',
      inform: false,
    })
    await tx.record({
      kind: 'work-order.called',
      subject: event.id,
      area: event.area,
      unit: holder.unit,
      body: {
        order,
        event: event.id,
        step: next.step,
        post: holder.post,
        postName: holder.post_name,
        person: holder.person,
        why: 'no-answer',
      },
    })
  }
  await tell(tx, next.holders, telling(event, order, 'order', 'no-answer'))
  await tell(tx, before, telling(event, order, 'escalated', 'no-answer'))
}

async function nextManned(
  tx: Tx,
  plan: Plan,
  area: string,
  from: number,
): Promise<{ do: 'urge'; step: number } | { do: 'call'; step: number; holders: Holder[] }> {
  const steps = await holdersOfSteps(tx, plan, area, tx.now)
  let climbed = escalate(plan, from)
  while (climbed.do === 'call' && !steps[climbed.step]!.some((holder) => holder.person)) climbed = escalate(plan, climbed.step)
  return climbed.do === 'call' ? { ...climbed, holders: steps[climbed.step]!.filter((holder) => holder.person) } : climbed
}

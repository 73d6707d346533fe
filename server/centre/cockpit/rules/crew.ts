import type { CockpitEvent } from '../../../../contract/cockpit.ts'
import type { EventDetail } from '../../../../contract/event.ts'
import type { OrderState } from '../../../../contract/work-order.ts'

type Member = NonNullable<CockpitEvent['crew']>[number]
const phases: Partial<Record<OrderState, Member['phase']>> = {
  asked: 'called',
  returned: 'called',
  arbitration: 'called',
  accepted: 'under-way',
  suspended: 'under-way',
  arrived: 'on-site',
  submitted: 'done',
  passed: 'done',
}

/** Who is called, under way, on site or done, lead first; orders that were taken back or passed on are nobody's any more. */
export function crewOf(orders: EventDetail['workOrders']): Member[] {
  return orders.flatMap((order) => {
    const phase = phases[order.state]
    if (!phase) return []
    const since = { called: order.askedAt, 'under-way': order.acceptedAt, 'on-site': order.arrivedAt, done: order.submittedAt }[
      phase
    ]
    return [
      {
        order: order.id,
        unit: order.unit,
        unitName: order.unitName,
        role: order.role,
        phase,
        name: order.holderName,
        since: since ?? order.askedAt,
        clock: order.clock,
      },
    ]
  })
}

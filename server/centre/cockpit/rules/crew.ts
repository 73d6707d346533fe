import type { CockpitEvent } from '../../../../contract/cockpit.ts'
import type { EventDetail, EventRow } from '../../../../contract/event.ts'
import type { OrderState } from '../../../../contract/work-order.ts'

type Member = NonNullable<CockpitEvent['crew']>[number]
type Plan = NonNullable<CockpitEvent['plan']>
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

type Call = {
  work_order: string | null
  step: number
  inform: boolean
  called_at: string
  answered_at: string | null
  accepted: boolean
  person: string | null
  person_name: string | null
  post_name: string
  unit_name: string
  phone: string | null
}

/**
 * The rungs on the wall: the accept clock runs on the highest one called, while nobody has answered. The ladder is the lead order's:
 * an assisting unit that answers does not stop it, and its people stand on no rung.
 */
export function stepsOf({ plan, orders, clock: lead }: Laddered, all: readonly Call[]): Plan['steps'] {
  const steps = plan?.steps ?? []
  const leads = new Set(orders.flatMap(({ id, role }) => (role === 'lead' ? [id] : [])))
  const calls = all.filter((call) => call.work_order !== null && leads.has(call.work_order))
  const reached = steps.findLast((step) => step.called)?.step
  return steps.map((step) => {
    const here = calls.filter((call) => call.step === step.step)
    const answered = here.find((call) => call.answered_at !== null)?.answered_at ?? null
    const called = [...new Set(here.map((call) => call.person_name ?? call.post_name))]
    const clock = step.step === reached && lead?.clock === 'accept' ? lead : null
    return {
      ...{ step: step.step, name: step.name, at: step.at, called: step.called, afterS: step.afterS },
      answeredAt: answered && new Date(answered).toISOString(),
      people: called.length > 0 ? called : step.people.map((person) => person.personName ?? person.postName),
      clock,
    }
  })
}
type Laddered = Pick<EventDetail, 'plan'> & Pick<EventRow, 'clock'> & { orders: readonly { id: string; role: string }[] }

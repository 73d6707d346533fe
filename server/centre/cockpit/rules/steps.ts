import type { CockpitEvent } from '../../../../contract/cockpit.ts'
import type { EventDetail, EventRow } from '../../../../contract/event.ts'
import type { Call } from '../types.ts'

type Plan = NonNullable<CockpitEvent['plan']>
type Rung = Pick<Call, 'work_order' | 'step' | 'answered_at' | 'person_name' | 'post_name'>

/**
 * The rungs on the wall: the accept clock runs on the highest one called, while nobody has answered. One that was not called begins when the limit of the
 * one before it ends, as that stands now: a grade raised later, or a call that came late, moves it. One below the highest called that was never called
 * itself was passed over, and has no beginning. The ladder is the lead order's: an assisting unit that answers does not stop it, and its people stand on
 * no rung.
 */
export function stepsOf({ plan, orders, clock: lead }: Laddered, all: readonly Rung[]): Plan['steps'] {
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
      ...{ step: step.step, name: step.name, called: step.called, at: step.called ? step.at : null },
      ...turnOf(step, reached),
      answeredAt: answered && new Date(answered).toISOString(),
      before: step.called ? null : (step.people.find((person) => person.before)?.before ?? null),
      people: called.length > 0 ? called : step.people.map((person) => person.personName ?? person.postName),
      clock,
    }
  })
}
type Step = NonNullable<Laddered['plan']>['steps'][number]

function turnOf({ step, called, at }: Step, reached: number | undefined): { passed: boolean; startsAt: string | null } {
  const passed = !called && reached !== undefined && step < reached
  return { passed, startsAt: called || passed ? null : at }
}

type Laddered = Pick<EventDetail, 'plan'> & Pick<EventRow, 'clock'> & { orders: readonly { id: string; role: string }[] }

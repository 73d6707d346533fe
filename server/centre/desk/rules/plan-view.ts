import type { CalledBefore } from '../../../../contract/channel.ts'
import type { PlanStepView } from '../../../../contract/event.ts'
import type { Plan } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'

type Called = {
  work_order: string | null
  step: number
  inform: boolean
  called_at: string
  post: string
  post_name: string
  unit_name: string
  person: string | null
  person_name: string | null
}
type Rung = {
  step: number
  post: string
  post_name: string
  unit_name: string
  person: string | null
  person_name: string | null
}
/** `acceptDue`: when the accept clock that runs now ends; null when nobody is waited for any more. */
export type Ladder = {
  plan: Plan
  grade: string
  leadOrder: string | null
  calls: Called[]
  rungs: Rung[]
  acceptDue: Date | null
  /** what came of calling people, whoever called them */
  tried: ReadonlyMap<string, CalledBefore>
}

/**
 * The rungs of the stamped plan: who was called and when, and for those not called yet when they will be if nobody answers
 * before (`at`), as far as an accept clock runs. Whoever was informed or asked to assist stands beside the first rung. Of those
 * whose turn has not come it says what came of calling them all the same: leaders are rung of a red case nobody accepts.
 */
export function planView(ladder: Ladder): PlanStepView[] {
  const { plan, calls } = ladder
  const acceptMs = durationMs((plan.clocks[ladder.grade] ?? Object.values(plan.clocks)[0]!).accept)
  const ofLead = calls.filter((call) => !call.inform && call.work_order === ladder.leadOrder)
  const reached = Math.max(0, ...ofLead.map((call) => call.step))
  return plan.lead.map((step, index): PlanStepView => {
    const here = ofLead.filter((call) => call.step === index)
    const beside = index === 0 ? calls.filter((call) => !ofLead.includes(call)) : []
    const people =
      here.length > 0
        ? here.map((call) => personOf(call, false))
        : ladder.rungs
            .filter((rung) => rung.step === index)
            .map((rung) => ({ ...personOf(rung, false), before: (rung.person && ladder.tried.get(rung.person)) || null }))
    const expected =
      ladder.acceptDue && index > reached
        ? new Date(ladder.acceptDue.getTime() + (index - reached - 1) * acceptMs).toISOString()
        : null
    return {
      step: index,
      name: step.name,
      at: here[0] ? new Date(here[0].called_at).toISOString() : expected,
      afterS: (index * acceptMs) / 1000,
      called: here.length > 0,
      people: [...people, ...beside.map((call) => personOf(call, call.inform))],
    }
  })
}

const personOf = (one: Rung | Called, inform: boolean): PlanStepView['people'][number] => ({
  post: one.post,
  postName: one.post_name,
  unitName: one.unit_name,
  person: one.person,
  personName: one.person_name,
  ...{ inform, before: null },
})

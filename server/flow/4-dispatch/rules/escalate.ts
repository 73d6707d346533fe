import type { Plan } from '../../../../contract/pack.ts'

export type Climb = { do: 'call'; step: number } | { do: 'urge'; step: number }

/**
 * What to do with a work order nobody accepted in time: the next rung of its stamped plan is called at that minute; at
 * the top there is no one left to pass it to, so the last rung is urged again.
 */
export function escalate(plan: Pick<Plan, 'lead'>, step: number): Climb {
  return step + 1 < plan.lead.length ? { do: 'call', step: step + 1 } : { do: 'urge', step: plan.lead.length - 1 }
}

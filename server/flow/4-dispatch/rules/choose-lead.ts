import type { Holder, RouteReason } from '../types.ts'

export type LeadCandidates = {
  /** a person's own choice, or what a return, ruling or transfer asks for */
  chosen: Holder[] | null
  /** a routing rule in force for the type and area, most specific area first */
  byRule: Holder[] | null
  /** the unit that has the duty of the object */
  byDuty: Holder[] | null
  /** the plan's rungs in order */
  bySteps: Holder[][]
  /** the hub that can never return it */
  backstop: Holder[]
}

/**
 * Who leads: a person's choice > an explicit rule > the duty of the object > the plan's first rung that has anybody > the
 * backstop at the hub (design.md 4). Every choice carries its reason; an empty post is passed over, never waited for.
 */
export function chooseLead(candidates: LeadCandidates): { holders: Holder[]; reason: RouteReason; step: number } {
  const manned = (holders: Holder[] | null): holders is Holder[] => holders?.some((holder) => holder.person !== null) ?? false
  if (manned(candidates.chosen)) return { holders: candidates.chosen, reason: 'person', step: 0 }
  if (manned(candidates.byRule)) return { holders: candidates.byRule, reason: 'rule', step: 0 }
  if (manned(candidates.byDuty)) return { holders: candidates.byDuty, reason: 'duty-of-object', step: 0 }
  const step = candidates.bySteps.findIndex(manned)
  if (step >= 0) return { holders: candidates.bySteps[step]!, reason: step === 0 ? 'plan' : 'next-step', step }
  return { holders: candidates.backstop, reason: 'backstop', step: Math.max(0, candidates.bySteps.length - 1) }
}

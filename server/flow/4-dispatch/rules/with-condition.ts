import type { OpenedBy } from '../../../../contract/catalogue.ts'
import type { Plan } from '../../../../contract/pack.ts'
import type { Grade } from '../../../../contract/scales.ts'

/**
 * The plan of a case that was opened by a condition of the catalogue: at its grade the condition's limit is the one for finishing (of
 * several milestones the last). The limits for accepting and arriving, and those of heavier grades, stay the plan's.
 */
export function withCondition(plan: Plan, grade: Grade, condition: Pick<OpenedBy, 'milestones'> | null): Plan {
  const limit = condition?.milestones.at(-1)?.limit
  const clocks = plan.clocks[grade] ?? Object.values(plan.clocks)[0]
  return limit && clocks ? { ...plan, clocks: { ...plan.clocks, [grade]: { ...clocks, limit } } } : plan
}

import type { OpenedBy } from '../../../../contract/catalogue.ts'
import type { Plan } from '../../../../contract/pack.ts'
import type { Grade } from '../../../../contract/scales.ts'
import { parseTimeLimit } from '../../../../contract/time-limit.ts'

/**
 * The plan of a case that was opened by a condition of the catalogue: at its grade the condition's limit is the one for finishing (of
 * several milestones the last). The limits for accepting and arriving stay the plan's, but what is due within hours that all count is
 * not accepted tomorrow morning: they count every hour then, too. Those of heavier grades stay as they are.
 */
export function withCondition(plan: Plan, grade: Grade, condition: Pick<OpenedBy, 'milestones'> | null): Plan {
  const limit = condition?.milestones.at(-1)?.limit
  const clocks = plan.clocks[grade] ?? Object.values(plan.clocks)[0]
  if (!limit || !clocks) return plan
  const calendar = parseTimeLimit(limit)?.unit === 'urgent-hour' ? 'wall' : clocks.calendar
  return { ...plan, clocks: { ...plan.clocks, [grade]: { ...clocks, calendar, limit } } }
}

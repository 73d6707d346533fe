import type { ReactNode } from 'react'
import type { Plan } from '../../../contract/pack.ts'
import type { PlanFault, TypePlan } from '../../../contract/plan-version.ts'
import type { Grade } from '../../../contract/scales.ts'
import { ClockTable } from './clock-table.tsx'
import { ItemTable } from './item-table.tsx'
import { LadderTable } from './ladder-table.tsx'
import { SafetyTable } from './safety-table.tsx'
import { WhoTable } from './who-table.tsx'

export type TableProps = {
  plan: Plan
  type: TypePlan
  faults: readonly PlanFault[]
  /** of which grade the times in the rows are shown */
  grade: Grade
  /** left out: the plan is only read */
  onChange?: ((plan: Plan) => void) | undefined
}
export const faultAt = (faults: readonly PlanFault[], lang: 'zh' | 'en', path: string): string | null =>
  faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.words[lang] ?? null

/** A plan as tables: who, within which times, called how, filling in what, warned of what. */
export function PlanTable(props: TableProps): ReactNode {
  return (
    <>
      <WhoTable {...props} />
      <ClockTable {...props} />
      <LadderTable {...props} />
      <ItemTable {...props} />
      <SafetyTable {...props} />
    </>
  )
}

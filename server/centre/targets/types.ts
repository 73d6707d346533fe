import type { TargetPlan, TargetSaid } from '../../../contract/target.ts'

/** A plan as it is kept. `area`: path of the area whose plan it is. */
export type PlanRow = { id: string; area: string; areaName: string; version: number; definition: TargetPlan }

/** One thing an owner said. */
export type EntryRow = {
  id: string
  subject: string
  quarter: string
  said: TargetSaid
  unit: string
  unitName: string
  sample: boolean
  at: Date
}

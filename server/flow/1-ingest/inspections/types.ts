import type { Answer } from '../../../city/inspection/types.ts'

export type InspectionRow = {
  id: string
  object: string
  kind: string
  pack: string
  plan: string
  area: string
  unit: string
  person: string
  done_at: Date
  received_at: Date
  answers: Answer[]
  faults: number
  note: string | null
  demo: boolean
}

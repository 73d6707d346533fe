import type { FactView } from '../../../contract/fact.ts'
import type { ReviewTarget } from '../../../contract/review.ts'
import type { ActionKind, ActionState, GapKind, ReviewReason, ReviewState } from '../../../contract/review-kinds.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'

/** A row of `reviews`, with its case's number and grade. */
export type ReviewRecord = {
  id: string
  no: number
  event: string | null
  object: string | null
  vital: string | null
  vital_area: string | null
  title: string
  area: string
  reasons: ReviewReason[]
  state: ReviewState
  went_well: string
  gaps: Partial<Record<GapKind, string>>
  filled_by: string | null
  filled_name: string | null
  filled_at: Date | null
  discussed_at: Date | null
  closed_at: Date | null
  closed_name: string | null
  opened_at: Date
  version: number
  event_no: string | null
  grade: Grade | null
  area_name: string
}

export type ActionRecord = {
  id: string
  review: string
  kind: ActionKind
  words: string
  unit: string
  unit_name: string
  due: Date
  state: ActionState
  by_person: string
  by_name: string
  made_at: Date
  proof: FactView | null
  note: string | null
  done_at: Date | null
  done_name: string | null
  overdue_at: Date | null
  /** what it will change, its name, how it stood then; null: nothing is named */
  target: ReviewTarget | null
  target_name: Words | null
  stood: Words | null
  change: { before: Words; after: Words } | null
}

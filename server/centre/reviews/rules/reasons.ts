import type { ReviewReason } from '../../../../contract/review-kinds.ts'
import { type Grade, gradeWeight, type Severity } from '../../../../contract/scales.ts'

/** A case as it was closed. Moments in ms; the lead that accepted, null where nobody did. `rungs`: of its plan, `climbed`: the one called last, from 0. */
export type ClosedCase = {
  grade: Grade
  severity: Severity | null
  rungs: number
  lead: { asked: number; acceptBy: number; accepted: number; climbed: number } | null
  /** events at its object within ninety days, itself too */
  atObject: number
  overruled: boolean
}

/** domain.md 5.4, 12: level 2 (较大) and graver. */
const graveFrom: Grade = 'serious'
const repeatFrom = 3

/**
 * Why a case is reviewed (domain.md 12). A near miss is ours to define (PROPOSED): it went well, but only just: nobody accepted before the
 * ladder stood on its last rung but one, or a red alarm was accepted within the last `nearShare` of its limit.
 */
export function reasonsOf(one: ClosedCase, nearShare: number): ReviewReason[] {
  return [
    ...(gradeWeight(one.grade) >= gradeWeight(graveFrom) ? (['grave'] as const) : []),
    ...(hasClimbed(one) ? (['near-miss-climbed'] as const) : []),
    ...(wasLate(one, nearShare) ? (['near-miss-late'] as const) : []),
    ...(one.atObject >= repeatFrom ? (['repeat-point'] as const) : []),
    ...(one.overruled ? (['return-overruled'] as const) : []),
  ]
}

const hasClimbed = ({ lead, rungs }: ClosedCase): boolean => lead !== null && lead.climbed >= 1 && lead.climbed >= rungs - 2

function wasLate({ severity, lead }: ClosedCase, nearShare: number): boolean {
  if (severity !== 'red' || !lead || lead.accepted > lead.acceptBy) return false
  return lead.acceptBy - lead.accepted <= nearShare * (lead.acceptBy - lead.asked)
}

import type { LatePart, MeasureId, SpreadId } from '../../../../contract/evaluation-kinds.ts'
import type { ReplayFact } from '../../../../contract/replay.ts'
import type { Defect } from '../../5-work/types.ts'

/** Whom a line is of: the unit that had it, the type of its event, how the event came. Null: nobody, or nothing of that sort. */
export type Of = { unit: string | null; type: string; source: string | null }

/** A case as its rows and facts tell of it. Moments in ms. `counts` false: a drill, merged into another, or put right on the spot. */
export type CaseRows = Of & {
  event: string
  area: string
  object: string | null
  opened: number
  closed: number | null
  counts: boolean
  falseAlarm: boolean
  alarm: { since: number; cleared: number } | null
  /** when its alarm was raised while it was open and in the hour before (ms); null: no alarm opened it */
  raises: readonly number[] | null
  /** what was filled into its orders */
  items: number
  photos: number
  orders: readonly OrderRow[]
  /** what reporters said when they were called back */
  answers: readonly { at: number; satisfied: boolean }[]
  /** facts of the case in their order */
  facts: readonly ReplayFact[]
}

/** A part of a unit. `over`: when it ended without having been submitted. `overruled`: of a return that was decided, did the unit have to keep it. */
export type OrderRow = {
  id: string
  unit: string
  state: string
  isLead: boolean
  mandatory: boolean
  asked: number
  acceptBy: number
  accepted: number | null
  arriveBy: number | null
  arrived: number | null
  finishBy: number | null
  submitted: number | null
  done: number | null
  over: number | null
  paused: boolean
  pausedMs: number
  returned: boolean
  overruled: boolean | null
  defects: readonly Defect[]
}

export type Figure = MeasureId | SpreadId | `defect ${Defect}` | 'point'
/** What a case adds to one figure: `part` 1 or 0 in a rate, the step of a length in minutes. `due`: in ms, when it begins to count; null: it does. */
export type Line = Of & {
  event: string
  figure: Figure
  part: number
  day: string
  area: string
  object: string | null
  opened: number
  due: number | null
}
/** A case that is late, or will be: where its time went up to `since` (ms), and where it goes now. */
export type LateLine = Of & {
  event: string
  day: string
  due: number
  area: string
  opened: number
  spent: Record<LatePart, number>
  running: LatePart | null
  since: number
}
export type CaseLines = { lines: Line[]; late: LateLine | null }

/** How many lines of a figure have a part, in the period (`was` false) or the one before. */
export type Tally = { was: boolean; figure: string; part: number; n: number }

/** Both numbers of a rate. */
export type Share = { n: number; of: number }
/** A rate of one unit, type or source, beside its own past. */
export type Grouped = Share & { id: string; was: Share }

import type { MeasureId, SpreadId } from '../../../../contract/evaluation-kinds.ts'
import type { Defect } from '../../5-work/types.ts'

/** Whom a line is of: the unit that had it, the type of its event, how the event came. Null: nobody, or nothing of that sort. */
type Of = { unit: string | null; type: string | null; source: string | null }
type Case = Of & { event: string }

/** A part of a unit, lead or one that must take part; moments in ms. `over`: when it ended without having been submitted. */
export type PartLine = Case & {
  asked: number
  acceptBy: number
  accepted: number | null
  arriveBy: number | null
  arrived: number | null
  finishBy: number | null
  submitted: number | null
  over: number | null
  paused: boolean
  pausedMs: number
  isLead: boolean
  returned: boolean
  /** of a return that was decided: did the unit have to keep it */
  overruled: boolean | null
}
/** A check that closed a case. */
export type ClosingLine = Case & {
  closed: number
  checkingSince: number | null
  sentBack: boolean
  reopened: boolean
  defects: readonly Defect[]
}
export type OpenedLine = Case & { falseAlarm: boolean }
/** An object with the events it had in ninety days. */
export type PointLine = { object: string; type: string | null; events: readonly string[] }
export type AnswerLine = Case & { satisfied: boolean }
export type SafeLine = Case & { since: number; cleared: number }

export type Lines = {
  parts: readonly PartLine[]
  closings: readonly ClosingLine[]
  opened: readonly OpenedLine[]
  points: readonly PointLine[]
  answers: readonly AnswerLine[]
  safe: readonly SafeLine[]
}

/** One line of a measure: does it count (`hit`), of whom, and the cases behind it. */
export type Verdict = Of & { hit: boolean; events: readonly string[] }
/** One length of time. */
export type Length = Of & { minutes: number; events: readonly string[] }
export type Verdicts = Record<MeasureId, Verdict[]>
export type Lengths = Record<SpreadId, Length[]>

/** A period up to its end or now, in ms; the end is not in it. */
export type Span = { from: number; until: number }

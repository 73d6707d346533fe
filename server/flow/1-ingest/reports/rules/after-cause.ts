import type { ReportRow, ReportState, Told } from '../types.ts'

/** What happened to the signal or event a report stands behind. */
export type Cause =
  | 'opened'
  | 'dispatched'
  | 'merged'
  | 'split'
  | 'back'
  | 'rejected'
  | 'parked'
  | 'resumed'
  | 'closed'
  | 'false-alarm'
  | 'reopened'
  | 'dispute-refused'

/** The report afterwards, and what its reporter is told; `told` null tells nothing. */
export type After = { state: ReportState; outcome: Told | null; told: Told | null }

const after: Record<Exclude<Cause, 'dispute-refused'>, After> = {
  opened: { state: 'accepted', outcome: null, told: 'accepted' },
  dispatched: { state: 'handling', outcome: null, told: 'handling' },
  merged: { state: 'merged', outcome: null, told: 'merged' },
  split: { state: 'accepted', outcome: null, told: 'accepted' },
  // What was merged by mistake waits by itself again.
  back: { state: 'received', outcome: null, told: 'accepted' },
  rejected: { state: 'rejected', outcome: 'rejected', told: 'rejected' },
  parked: { state: 'handling', outcome: 'parked', told: 'parked' },
  resumed: { state: 'handling', outcome: null, told: 'handling' },
  closed: { state: 'closed', outcome: 'closed', told: 'closed' },
  'false-alarm': { state: 'closed', outcome: 'false-alarm', told: 'false-alarm' },
  reopened: { state: 'handling', outcome: null, told: 'reopened' },
}

/**
 * What a reporter is told, once for each thing that changes something for them: a second dispatch of the same case or the log
 * entry of what they settled themselves is no news.
 */
export function afterCause(report: Pick<ReportRow, 'state' | 'outcome'>, cause: Cause): After {
  if (report.outcome === 'self-handled') return { state: report.state, outcome: report.outcome, told: null }
  if (cause === 'dispatched' && report.state !== 'accepted') return { state: report.state, outcome: report.outcome, told: null }
  if (cause === 'resumed' && report.outcome !== 'parked') return { state: report.state, outcome: report.outcome, told: null }
  // The end that was told stays the end; only the answer to the dispute is new.
  if (cause === 'dispute-refused') return { state: report.state, outcome: report.outcome, told: 'dispute-refused' }
  return after[cause]
}

import type { RecordedFact } from '../../../kernel/facts.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { afterCause, type Cause } from './rules/after-cause.ts'
import { changeReport, lockReports, lockReportsFrom, lockReportsOfEvent } from './store.ts'
import type { ReportRow } from './types.ts'

/** Signals and events belong to a higher stage, so flow.ts tells which report stands behind a signal (none, or its id) and what was merged into an event. */
export type TellDeps = {
  reportOfSignal(db: Db, signal: string): Promise<string | null>
  /** the event itself among them */
  eventsUnder(db: Db, event: string): Promise<string[]>
}

/** What happens to signals and events is told to the people who reported them, and to those of merged events. */
export function reportHandlers({ reportOfSignal, eventsUnder }: TellDeps) {
  async function tell(tx: Tx, report: ReportRow, cause: Cause, event: string | null): Promise<void> {
    const next = afterCause(report, cause)
    await changeReport(tx, report.id, { state: next.state, outcome: next.outcome, event })
    if (!next.told) return
    await tx.record({
      kind: 'reporter.told',
      subject: report.id,
      area: report.area,
      body: { report: report.id, event, outcome: next.told },
    })
  }

  async function tellOfSignal(tx: Tx, signal: string, cause: Cause, event: string | null): Promise<void> {
    const id = await reportOfSignal(tx, signal)
    for (const report of id ? await lockReports(tx, [id]) : []) await tell(tx, report, cause, event)
  }

  async function tellOfEvent(tx: Tx, event: string, cause: Cause, now = event): Promise<void> {
    for (const report of await lockReportsOfEvent(tx, event)) await tell(tx, report, cause, now)
  }

  return {
    onSignalOpened: (fact: RecordedFact<'signal.opened'>, tx: Tx) =>
      tellOfSignal(tx, fact.body.signal, 'opened', fact.body.event),
    onSignalMerged: (fact: RecordedFact<'signal.merged'>, tx: Tx) =>
      tellOfSignal(tx, fact.body.signal, 'merged', fact.body.event),
    onSignalSplit: (fact: RecordedFact<'signal.split'>, tx: Tx) => tellOfSignal(tx, fact.body.signal, 'back', null),
    onSignalRejected: (fact: RecordedFact<'signal.rejected'>, tx: Tx) => tellOfSignal(tx, fact.body.signal, 'rejected', null),
    onDispatched: (fact: RecordedFact<'event.dispatched'>, tx: Tx) => tellOfEvent(tx, fact.body.event, 'dispatched'),
    onEventMerged: (fact: RecordedFact<'event.merged'>, tx: Tx) => tellOfEvent(tx, fact.body.event, 'merged', fact.body.into),
    onParked: (fact: RecordedFact<'event.parked'>, tx: Tx) => tellOfEvent(tx, fact.body.event, 'parked'),
    onResumed: (fact: RecordedFact<'event.resumed'> | RecordedFact<'event.park-passed'>, tx: Tx) =>
      tellOfEvent(tx, fact.body.event, 'resumed'),
    onEventClosed: (fact: RecordedFact<'event.closed'>, tx: Tx) => tellOfEvent(tx, fact.body.event, 'closed'),
    onFalseAlarm: (fact: RecordedFact<'event.false-alarm'>, tx: Tx) => tellOfEvent(tx, fact.body.event, 'false-alarm'),
    onReopened: (fact: RecordedFact<'event.reopened'>, tx: Tx) => tellOfEvent(tx, fact.body.event, 'reopened'),
    /** Only whoever disputed hears of it: the others were told the end already. */
    async onDisputeRefused(fact: RecordedFact<'event.dispute-refused'>, tx: Tx): Promise<void> {
      const { event, report } = fact.body
      for (const one of report ? await lockReports(tx, [report]) : []) await tell(tx, one, 'dispute-refused', event)
    },
    /** Back to where they came from, with the reports of what is still merged into it. */
    async onEventSplit(fact: RecordedFact<'event.split'>, tx: Tx): Promise<void> {
      for (const report of await lockReportsFrom(tx, await eventsUnder(tx, fact.body.event)))
        await tell(tx, report, 'split', fact.body.event)
    },
  }
}

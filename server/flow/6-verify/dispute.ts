import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { ReportRow } from '../1-ingest/reports/types.ts'
import { nextEventState } from '../3-event/life.ts'
import { lockEvent } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { insertDispute, openDisputesOf } from './store.ts'

/** An event that can be disputed: over, and able to come back. Locked. */
export async function lockDisputable(tx: Tx, id: string): Promise<EventRecord> {
  const event = await lockEvent(tx, id)
  if (!event) throw new RefusalError({ code: 'thing.not-found' })
  if (nextEventState(event.state, 'reopen') === null)
    throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'dispute' } })
  return event
}

/** What a reporter says against the end of their event, over the public page. Locks the event; a report without one cannot be disputed. */
export async function disputeReport(tx: Tx, report: Pick<ReportRow, 'id' | 'event' | 'state'>, reason: string): Promise<void> {
  if (!report.event) throw new RefusalError({ code: 'event.state', details: { state: report.state, verb: 'dispute' } })
  const event = await lockDisputable(tx, report.event)
  await insertDispute(tx, { event: event.id, report: report.id, person: null, reason })
  await tx.record({
    kind: 'event.disputed',
    subject: event.id,
    area: event.area,
    body: { event: event.id, reason, by: 'reporter' },
  })
}

/** What somebody of the staff says against it. Twice by the same person is still one dispute. */
export async function disputeByStaff(tx: Tx, event: EventRecord, reason: string): Promise<void> {
  const open = await openDisputesOf(tx, event.id)
  if (open.some((dispute) => dispute.person === tx.actor.id)) return
  await insertDispute(tx, { event: event.id, report: null, person: tx.actor.id, reason })
  const by = tx.actor.name ?? tx.actor.id
  await tx.record({ kind: 'event.disputed', subject: event.id, area: event.area, body: { event: event.id, reason, by } })
}

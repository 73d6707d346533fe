import type { Tx } from '../../kernel/spine.ts'
import { nextEventState } from './life.ts'
import { changeEvent } from './store.ts'
import type { EventRecord } from './types.ts'

/** How a standstill ends: by a person, by its date, or by bad news (`reason`). */
export type GoesOn = { kind: 'event.resumed' | 'event.park-passed'; reason: string | null }

/** A case that was put aside goes on, its date is void. What was put aside before anybody was asked is open again: whoever calls sees to its dispatch. */
export async function goOn(tx: Tx, event: EventRecord, { kind, reason }: GoesOn): Promise<EventRecord['state']> {
  const state = nextEventState(event.state, event.dispatched_at ? 'resume' : 'resume-open')!
  await changeEvent(tx, event.id, { state, pause: null })
  await tx.cancelTimer(`pause:${event.id}`)
  const about = { subject: event.id, area: event.area }
  if (kind === 'event.resumed') await tx.record({ kind, ...about, body: { event: event.id, reason } })
  else await tx.record({ kind, ...about, body: { event: event.id } })
  return state
}

/** The same where nothing else changes: nobody waits for a second press, so a case without a lead is dispatched by plan. */
export async function resume(tx: Tx, event: EventRecord, how: GoesOn): Promise<void> {
  if ((await goOn(tx, event, how)) === 'open') await needPeople(tx, event, 'resumed')
}

/** A case nobody is dispatched to needs people now; the dispatch listens. */
export async function needPeople(tx: Tx, event: EventRecord, reason: string): Promise<void> {
  await tx.record({ kind: 'event.dispatch-needed', subject: event.id, area: event.area, body: { event: event.id, reason } })
}

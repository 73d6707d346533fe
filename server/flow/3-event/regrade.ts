import { type Grade, gradeWeight, type Severity, severityWeight } from '../../../contract/scales.ts'
import type { Tx } from '../../kernel/spine.ts'
import { nextEventState } from './life.ts'
import { changeEvent } from './store.ts'
import type { EventRecord } from './types.ts'

/** What has come to a case: an alarm of the object itself or of one merged into it, or a whole event that is merged in. */
export type Graver = {
  severity: Severity | null
  grade: Grade
  /** the alarm's level calls people by itself */
  calls: boolean
  reason: 'alarm-stepped-up' | 'merged'
}

/**
 * A locked open event takes on what is graver: grade and severity only rise. A case that waits was put aside for what it was; when it
 * turns graver, or its alarm rises at a level that calls people by itself, it goes on at once and the units of the graver case are asked.
 */
export async function regrade(tx: Tx, event: EventRecord, to: Graver): Promise<void> {
  const heavier = gradeWeight(to.grade) > gradeWeight(event.grade)
  if ((heavier || to.calls) && nextEventState(event.state, 'resume')) await resume(tx, event)
  const severity = severityWeight(to.severity) > severityWeight(event.severity) ? to.severity : event.severity
  await changeEvent(tx, event.id, { severity, ...(heavier ? { grade: to.grade } : {}) })
  if (!heavier) return
  await tx.record({
    kind: 'event.graded',
    subject: event.id,
    area: event.area,
    body: { event: event.id, from: event.grade, to: to.grade, reason: to.reason },
  })
}

/** A case that was put aside goes on, its date is void. */
export async function resume(tx: Tx, event: EventRecord): Promise<void> {
  await changeEvent(tx, event.id, { state: 'handling', pause: null })
  await tx.cancelTimer(`pause:${event.id}`)
  await tx.record({ kind: 'event.resumed', subject: event.id, area: event.area, body: { event: event.id } })
}

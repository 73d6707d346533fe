import { type Grade, gradeWeight, type Severity, severityWeight } from '../../../contract/scales.ts'
import type { Tx } from '../../kernel/spine.ts'
import { nextEventState } from './life.ts'
import { goOn, needPeople } from './resume.ts'
import { changeEvent } from './store.ts'
import type { EventRecord } from './types.ts'
import { voidPause } from './void-pause.ts'

/** What has come to a case: an alarm of the object itself or of one merged into it, or a whole event that is merged in. */
export type Graver = {
  severity: Severity | null
  grade: Grade
  /** an alarm stands at a level that calls people by itself */
  calls: boolean
  reason: 'alarm-stepped-up' | 'absorbed'
}

/**
 * A locked open event takes on what is graver: grade and severity only rise. What people had settled was settled for what it was: when
 * the case turns graver, or an alarm of it stands at a level that calls people by itself, it goes on at once, a pause nobody has granted is
 * void, and the units of the graver case are asked. Such an alarm also sends a submitted lead back, and dispatches what nobody was sent to.
 */
export async function regrade(tx: Tx, event: EventRecord, { severity, grade, calls, reason }: Graver): Promise<void> {
  const heavier = gradeWeight(grade) > gradeWeight(event.grade)
  const wakes = heavier || calls
  if (wakes) await voidPause(tx, event, reason)
  const wasAside = wakes && nextEventState(event.state, 'resume') !== null
  const state = wasAside ? await goOn(tx, event, { kind: 'event.resumed', reason }) : event.state
  const gravest = severityWeight(severity) > severityWeight(event.severity) ? severity : event.severity
  await changeEvent(tx, event.id, { severity: gravest, ...(heavier ? { grade } : {}) })
  if (calls && state === 'checking') await callBack(tx, event, reason)
  if (heavier)
    await tx.record({
      kind: 'event.graded',
      subject: event.id,
      area: event.area,
      body: { event: event.id, from: event.grade, to: grade, reason },
    })
  if (state === 'open' && (calls || wasAside)) await needPeople(tx, event, reason)
}

/** Out of the check, back to work. */
async function callBack(tx: Tx, event: EventRecord, reason: string): Promise<void> {
  await changeEvent(tx, event.id, { state: nextEventState('checking', 'send-back')!, checking_at: null })
  await tx.record({ kind: 'event.called-back', subject: event.id, area: event.area, body: { event: event.id, reason } })
}

import type { Packs } from '../../city/pack/packs.ts'
import { attempt } from '../../kernel/attempt.ts'
import type { Tx } from '../../kernel/spine.ts'
import { recordJoined } from './joined.ts'
import { type AlarmUp, openForAlarm } from './open-alarm.ts'
import { regrade } from './regrade.ts'
import type { EventRecord } from './types.ts'

/** An alarm comes to the event (locked) in which somebody is at its object already: that one only ever turns graver by it. */
export async function attend(tx: Tx, deps: { packs: Packs; zone: string }, open: EventRecord, up: AlarmUp): Promise<void> {
  const { type } = deps.packs.typeOf(up.type)!
  const grade = type.gradeOf[up.severity] ?? type.grade
  const graver = { severity: up.severity, grade, calls: up.mode === 'auto', reason: 'alarm-stepped-up' } as const
  // A case that is broken in itself (its plan, say) takes no alarm with it: that stands, and people are told.
  const comes = async (): Promise<void> => {
    await regrade(tx, open, graver)
    if (graver.calls && open.object !== up.object) await recordJoined(tx, open, up.object)
  }
  if (await attempt(tx, `case ${open.no} turns graver`, comes)) return
  // One it was merged with comes before people on its own instead.
  if (open.object !== up.object) return void (await openForAlarm(tx, deps, up))
  await tx.record({ kind: 'event.stuck', subject: open.id, area: open.area, body: { event: open.id, verb: 'grade' } })
}

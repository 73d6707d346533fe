import type { Packs } from '../../city/pack/packs.ts'
import { attempt } from '../../kernel/attempt.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type AlarmUp, openForAlarm } from './open-alarm.ts'
import { regrade } from './regrade.ts'
import type { EventRecord } from './types.ts'

/** An alarm comes to the event (locked) in which somebody is at its object already: that one only ever turns graver by it. */
export async function attend(tx: Tx, deps: { packs: Packs; zone: string }, open: EventRecord, up: AlarmUp): Promise<void> {
  const { type } = deps.packs.typeOf(up.type)!
  const grade = type.gradeOf[up.severity] ?? type.grade
  const graver = { severity: up.severity, grade, calls: up.mode === 'auto', reason: 'alarm-stepped-up' } as const
  if (open.object === up.object) return regrade(tx, open, graver)
  // Its case was merged into another's: when that one is broken in itself, this alarm still comes before people, on its own.
  if (await attempt(tx, `case ${open.no} turns graver`, () => regrade(tx, open, graver))) return
  await openForAlarm(tx, deps, up)
}

import type { WorkCalendarData } from '../../../contract/calendar.ts'
import { shippedCalendar } from '../../kernel/calendar-days.ts'
import type { Tx } from '../../kernel/spine.ts'
import { insertCalendar, lockCalendar } from './store.ts'

export type CalendarChange = { by: string; source: string; zone: string; change: (before: WorkCalendarData) => WorkCalendarData }

/**
 * Puts a changed calendar in force, as the next version, and records it. `before` is what is in force, the shipped one at first.
 * Nothing happens when the change changes nothing.
 */
export async function changeCalendar(
  tx: Tx,
  { by, source, zone, change }: CalendarChange,
): Promise<{ version: number; changed: boolean }> {
  const held = await lockCalendar(tx)
  const before = held?.body ?? shippedCalendar(zone)
  const body = change(structuredClone(before))
  const version = held?.version ?? 0
  if (JSON.stringify(body) === JSON.stringify(before)) return { version, changed: false }
  await insertCalendar(tx, { version: version + 1, body, source, madeAt: tx.now, madeBy: by })
  await tx.record({
    kind: 'calendar.changed',
    subject: 'calendar',
    area: null,
    body: { version: version + 1, source, lastYear: Math.max(...Object.keys(body.years).map(Number)) },
  })
  return { version: version + 1, changed: true }
}

import { finishKind } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit, clocksOf } from './ask.ts'
import { runningLimits } from './running-limits.ts'
import { addWhy } from './store.ts'
import { leadLimits } from './store-lead.ts'
import type { DispatchRow, Holder, RouteReason } from './types.ts'

type NewLead = { row: DispatchRow; holders: Holder[]; reason: RouteReason; calendar: WorkCalendar; hold?: boolean }

/**
 * Another unit leads an event from now on: it is asked on the limits that run, to arrive and to finish (ADR 0016); only its own time to
 * accept begins now. Whoever led goes on beside it (`5-work`). Returns the order's id.
 */
export async function changeLead(
  tx: Tx,
  event: EventRecord,
  { row, holders, reason, calendar, hold = false }: NewLead,
): Promise<string> {
  const [{ unit, unit_name: unitName }] = holders as [Holder]
  const clocks = clocksOf(row.plan, event.grade)
  const running = await leadLimits(tx, event.id)
  const counting = { arrive: clocks.calendar, finish: finishKind(clocks), days: calendar }
  const route = { unit, unitName, role: 'lead', reason, holders, step: 0, mandatory: true } as const
  const dues = running ? { dues: runningLimits(running, tx.now, counting) } : {}
  const order = await askUnit(tx, event, route, { plan: row.plan, calendar, hold, ...dues })
  await addWhy(tx, event.id, [{ unit, unitName, role: 'lead', reason }])
  return order
}

import { type CalendarKind, dueAfterPause } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'

/** The limits of an order that leads, as they stand. `paused_at`: since when they stand still. */
export type LeadLimits = {
  arrive_by: Date | null
  finish_by: Date | null
  arrived_at: Date | null
  paused_at: Date | null
  provisional: boolean
}
export type Dues = { arriveBy: Date | null; finishBy: Date | null; provisional?: boolean }
type Counting = { arrive: CalendarKind; finish: CalendarKind; days: WorkCalendar }

/**
 * The limits whoever leads next has: those that run, never fresh ones (ADR 0016). Somebody who was there has met the limit to arrive: it
 * does not run a second time. What stood still has left what it had when it stopped.
 */
export function runningLimits(lead: LeadLimits, now: Date, counting: Counting): Dues {
  const pause = lead.paused_at ? { from: lead.paused_at, to: now } : null
  const runs = (due: Date | null, kind: CalendarKind) => {
    if (!due) return null
    return pause ? dueAfterPause(due, pause, kind, counting.days) : { due, provisional: false }
  }
  const arrive = lead.arrived_at ? null : runs(lead.arrive_by, counting.arrive)
  const finish = runs(lead.finish_by, counting.finish)
  return {
    arriveBy: arrive?.due ?? null,
    finishBy: finish?.due ?? null,
    provisional: lead.provisional || Boolean(arrive?.provisional) || Boolean(finish?.provisional),
  }
}

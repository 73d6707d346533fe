import type { Clocks, Plan } from '../../../contract/pack.ts'
import { parseTimeLimit } from '../../../contract/time-limit.ts'
import { type CalendarKind, dueAfterPause, finishKind, limitEnds, nextDay } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Db } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { dispatchOf } from '../4-dispatch/store.ts'
import type { OrderChange } from './store-write.ts'
import type { Counting } from './timers.ts'
import type { OrderRow } from './types.ts'

/** The plan stamped on an event when it was dispatched; null for one that never was. */
export async function stampedPlan(db: Db, event: string): Promise<Plan | null> {
  return (await dispatchOf(db, event))?.plan ?? null
}

/** The time limits of a grade; a plan that lacks one uses its heaviest, as the dispatch does. */
export const limitsOf = (plan: Plan | null, grade: EventRecord['grade']): Clocks | null =>
  plan ? (plan.clocks[grade] ?? Object.values(plan.clocks)[0] ?? null) : null

/** How an event's clocks count; by the wall where no plan says, the stricter of the two. */
export async function countingOf(db: Db, days: WorkCalendar, event: Pick<EventRecord, 'id' | 'grade'>): Promise<Counting> {
  const limits = limitsOf(await stampedPlan(db, event.id), event.grade)
  if (!limits) return { calendar: 'wall', finish: 'wall', days }
  const limit = parseTimeLimit(limits.limit ?? '')
  return { calendar: limits.calendar, finish: finishKind(limits), days, fromNextDay: limit?.fromNextDay ? limit : null }
}

/**
 * From when the time for finishing counts: when the order was asked, or the day after where that day does not count. One that took over
 * running clocks, or was extended, has no such day any more.
 */
export function finishBegins(order: OrderRow, { fromNextDay: limit }: Counting, days: WorkCalendar): Date {
  const isWhole = limit && order.finish_by?.getTime() === limitEnds(order.asked_at, limit, days).due.getTime()
  return isWhole ? nextDay(order.asked_at, days.zone) : order.asked_at
}

/** The clocks of an order that goes on after a standstill: what was left when it stopped is left again. */
export function goneOn(order: OrderRow, now: Date, counting: Counting): OrderChange {
  if (!order.paused_at) return {}
  const pause = { from: order.paused_at, to: now }
  const moved = (due: Date, kind: CalendarKind = counting.calendar) => dueAfterPause(due, pause, kind, counting.days)
  const begins = finishBegins(order, counting, counting.days)
  const counted = { from: later(pause.from, begins), to: later(pause.to, begins) }
  const accept = moved(order.accept_by)
  const rung = order.rung_by ? moved(order.rung_by) : null
  const arrive = order.arrive_by ? moved(order.arrive_by) : null
  const finish = order.finish_by ? dueAfterPause(order.finish_by, counted, counting.finish, counting.days) : null
  return {
    accept_by: accept.due,
    rung_by: rung?.due ?? null,
    arrive_by: arrive?.due ?? null,
    finish_by: finish?.due ?? null,
    provisional: [accept, rung, arrive, finish].some((due) => due?.provisional) || order.provisional,
    paused_ms: order.paused_ms + now.getTime() - order.paused_at.getTime(),
    paused_at: null,
  }
}

const later = (a: Date, b: Date): Date => (a > b ? a : b)

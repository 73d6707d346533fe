import type { TimeLimit } from '../../../contract/time-limit.ts'
import { type CalendarKind, shareOf } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Timer, Tx } from '../../kernel/spine.ts'
import { answerBy, currentClock } from './rules/current-clock.ts'
import type { OrderRow } from './types.ts'

/**
 * How the clocks of an order count: the calendar of its type and grade, that of its finishing limit, the city's working days.
 * `fromNextDay`: the limit for finishing, when the day it begins on does not count (次日起算).
 */
export type Counting = { calendar: CalendarKind; finish: CalendarKind; days: WorkCalendar; fromNextDay?: TimeLimit | null }

/** Warned when three quarters of the running clock are used up; nobody has measured whether another share would do better. */
const soonShare = 0.75

/** The timers an order needs as it is now: its due times, and a warning before the running one. None while it stands still. */
export function timersOf(order: OrderRow, counting: Counting, now: Date): Timer[] {
  const clock = currentClock(order)
  if (!clock || clock.paused) return []
  // A returned order's clock runs on in sight of all, but its ladder is over: the proposed unit or the hub has the next word.
  if (clock.clock === 'accept' && order.state !== 'asked') return []
  const timers = new Map<string, { kind: string; dueAt: Date }>()
  const set = (name: string, dueAt: Date) => timers.set(name, { kind: `order.${name}`, dueAt })
  if (clock.clock === 'accept') set('accept-due', answerBy(order))
  else {
    if (order.arrive_by && !order.arrived_at) set('arrive-due', order.arrive_by)
    if (order.finish_by) set('finish-due', order.finish_by)
  }
  // A later step of the ladder has no beginning of its own on the order; its few minutes go without a warning.
  const isLaterStep = clock.clock === 'accept' && order.step > 0
  const kind = clock.clock === 'finish' ? counting.finish : counting.calendar
  if (clock.due > now && !isLaterStep) set('due-soon', shareOf(clock, soonShare, kind, counting.days))
  const key: Record<string, string> = {
    'accept-due': 'wo-accept',
    'arrive-due': 'wo-arrive',
    'finish-due': 'wo-finish',
    'due-soon': 'wo-soon',
  }
  return [...timers].map(([name, timer]) => ({ key: `${key[name]}:${order.id}`, ...timer, body: { order: order.id } }))
}

export type TimerChange = { cancel: string[]; set: Timer[] }

/**
 * What changes between two moments of an order. A timer that stays as it was is not touched (it may have fired already);
 * due times at or before `since` were reported then and are not set again.
 */
export function timerChange(before: Timer[], after: Timer[], since: Date | null): TimerChange {
  const was = new Map(before.map((timer) => [timer.key, timer.dueAt.getTime()]))
  const stays = new Set(after.map((timer) => timer.key))
  return {
    cancel: before.filter((timer) => !stays.has(timer.key)).map((timer) => timer.key),
    set: after.filter((timer) => was.get(timer.key) !== timer.dueAt.getTime() && (since === null || timer.dueAt > since)),
  }
}

const limits = ['accept_by', 'rung_by', 'arrive_by', 'finish_by'] as const

/** Whenever the limits of an order move (a rung, a heavier grade, a standstill, a holiday), a fact says what they are now: a replay reads it. */
async function tellClocks(tx: Tx, before: OrderRow | null, after: OrderRow): Promise<void> {
  if (!before || limits.every((limit) => before[limit]?.getTime() === after[limit]?.getTime())) return
  const { id: order, unit, unit_name: unitName, role, event } = after
  await tx.record({
    kind: 'work-order.clocked',
    ...{ subject: event, area: after.area, unit },
    body: {
      ...{ order, unit, unitName, role, event, acceptBy: after.accept_by.toISOString() },
      rungBy: after.rung_by?.toISOString() ?? null,
      arriveBy: after.arrive_by?.toISOString() ?? null,
      finishBy: after.finish_by?.toISOString() ?? null,
    },
  })
}

/** Brings the timers in the database from one state of an order to the next, and tells of moved limits. `before` null: the order is new. */
export async function moveTimers(
  tx: Tx,
  orders: { before: OrderRow | null; after: OrderRow; since?: Date | null },
  counting: Counting,
): Promise<void> {
  await tellClocks(tx, orders.before, orders.after)
  const before = orders.before ? timersOf(orders.before, counting, tx.now) : []
  const change = timerChange(before, timersOf(orders.after, counting, tx.now), orders.since ?? null)
  if (change.cancel.length > 0) await tx.cancelTimer(change.cancel)
  if (change.set.length > 0) await tx.setTimer(change.set)
}

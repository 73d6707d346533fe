import { calendarOfVersion } from '../../city/calendar/live-calendar.ts'
import { type Due, dueInstead } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { about, named } from './act.ts'
import { countingOf, finishBegins } from './clocks.ts'
import { orderIsOpen } from './life.ts'
import { changeOrder, lockCase, type OrderChange, provisionalCases } from './store-write.ts'
import { type Counting, moveTimers } from './timers.ts'
import type { OrderRow } from './types.ts'

type Calendars = { before: WorkCalendar; after: WorkCalendar; counting: Counting }

/**
 * The calendar has changed: open orders whose limits were provisional are reckoned again, each with the working time it had. Those that
 * were firm stay what people were told.
 */
export async function onCalendarChanged({ body }: RecordedFact<'calendar.changed'>, tx: Tx, zone: string): Promise<void> {
  const before = await calendarOfVersion(tx, body.version - 1, zone)
  const after = await calendarOfVersion(tx, body.version, zone)
  for (const id of await provisionalCases(tx)) {
    const one = await lockCase(tx, id)
    for (const order of one?.orders ?? []) {
      if (!order.provisional || !orderIsOpen(order.state)) continue
      const counting = await countingOf(tx, after, one!.event)
      const change = reckoned(order, { before, after, counting }, tx.now)
      const now = await changeOrder(tx, order, change)
      await moveTimers(tx, { before: order, after: now }, counting)
      const until = now.finish_by?.toISOString() ?? null
      await tx.record({
        kind: 'work-order.reckoned',
        ...about(order),
        body: { ...named(order), until, provisional: now.provisional },
      })
    }
  }
}

/** The limits of an order by the new calendar. What has been kept or missed by now was measured by the old one and stays. */
function reckoned(order: OrderRow, calendars: Calendars, now: Date): OrderChange {
  const again = (due: Date | null, met: Date | null, kind = calendars.counting.calendar, from = order.asked_at): Due | null =>
    kind === 'work' && due && !met && due > now ? dueInstead(due, from, calendars) : due && { due, provisional: false }
  const { accepted_at, arrived_at, submitted_at } = order
  const accept = again(order.accept_by, accepted_at)!
  const rung = again(order.rung_by, accepted_at)
  const arrive = again(order.arrive_by, arrived_at)
  // The hours of a first day that does not count are nobody's to get back when that day becomes a free one.
  const begins = finishBegins(order, calendars.counting, calendars.before)
  const finish = again(order.finish_by, submitted_at, calendars.counting.finish, begins)
  return {
    accept_by: accept.due,
    rung_by: rung?.due ?? null,
    arrive_by: arrive?.due ?? null,
    finish_by: finish?.due ?? null,
    provisional: [accept, rung, arrive, finish].some((due) => due?.provisional),
  }
}

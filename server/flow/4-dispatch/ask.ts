import type { Clocks, Plan } from '../../../contract/pack.ts'
import { type Grade, gradeWeight } from '../../../contract/scales.ts'
import { dueAt, finishAt } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { insertCall } from './store.ts'
import { tell } from './tell.ts'
import type { Route } from './types.ts'

/** Clocks of a grade; a plan that lacks one uses its heaviest. */
export const clocksOf = (plan: Plan, grade: Grade): Clocks => plan.clocks[grade] ?? Object.values(plan.clocks)[0]!

/** A manual dispatch can be undone for this long; the notice waits, the clock does not (decisions.md 3). */
export const undoMs = 8_000

/** Limits that run already; `provisional` where one of them is. */
type Given = { arriveBy: Date | null; finishBy: Date | null; provisional?: boolean }
type Asking = { plan: Plan; calendar: WorkCalendar; hold: boolean; dues?: Given }

/** Asks one unit for its part: the order is born by its fact, its first rung is called and told. Returns the order's id. */
export async function askUnit(tx: Tx, event: EventRecord, route: Route, asking: Asking): Promise<string> {
  const dues = duesOf(tx.now, clocksOf(asking.plan, event.grade), asking)
  const order = tx.newId()
  const first = route.holders.find((holder) => holder.person) ?? route.holders[0]
  await tx.record({
    kind: 'work-order.asked',
    subject: event.id,
    area: event.area,
    unit: route.unit,
    body: {
      order,
      event: event.id,
      unit: route.unit,
      unitName: route.unitName,
      role: route.role === 'assist' ? 'assist' : 'lead',
      post: first?.post ?? null,
      person: first?.person ?? null,
      personName: first?.person_name ?? null,
      why: route.reason,
      mandatory: route.mandatory,
      part: route.part ?? null,
      acceptBy: dues.acceptBy.toISOString(),
      arriveBy: dues.arriveBy?.toISOString() ?? null,
      finishBy: dues.finishBy?.toISOString() ?? null,
      provisional: dues.provisional,
    },
  })
  await callHolders(tx, event.id, order, route)
  if (!asking.hold)
    await tell(tx, route.holders, {
      event: event.id,
      area: event.area,
      order,
      kind: 'order',
      why: route.reason,
      urgent: isUrgent(event.grade),
    })
  return order
}

type Dues = { acceptBy: Date; arriveBy: Date | null; finishBy: Date | null; provisional: boolean }

/** The limits of an order asked now; provisional when one of them is. */
function duesOf(now: Date, clocks: Clocks, { calendar, dues }: Asking): Dues {
  const accept = dueAt(now, clocks.accept, clocks.calendar, calendar)
  const arrive = clocks.arrive ? dueAt(now, clocks.arrive, clocks.calendar, calendar) : null
  const finish = finishAt(now, clocks, calendar)
  return {
    acceptBy: accept.due,
    // Whoever takes over inherits the running clocks: they never start anew.
    arriveBy: dues ? dues.arriveBy : (arrive?.due ?? null),
    finishBy: dues ? dues.finishBy : (finish?.due ?? null),
    provisional: accept.provisional || (dues?.provisional ?? (Boolean(arrive?.provisional) || Boolean(finish?.provisional))),
  }
}

/** Notes who was called on the route's rung, and why. */
async function callHolders(tx: Tx, event: string, order: string, route: Route): Promise<void> {
  for (const holder of route.holders)
    await insertCall(tx, {
      event,
      work_order: order,
      step: route.step,
      post: holder.post,
      person: holder.person,
      why: route.reason,
      inform: false,
    })
}

/** Grades that break through silence: sound and push at any hour (ux.md 13). */
export const isUrgent = (grade: Grade): boolean => gradeWeight(grade) >= gradeWeight('major')

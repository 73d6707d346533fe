import { system } from '../../../contract/actor.ts'
import { gradeWeight } from '../../../contract/scales.ts'
import { dueAt, finishAt } from '../../kernel/calendar.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { about, named } from './act.ts'
import { countingOf, goneOn, limitsOf, stampedPlan } from './clocks.ts'
import { leadTaken } from './lead-request/on.ts'
import { nextOrderState, orderIsOpen } from './life.ts'
import { onCalendarChanged } from './on-calendar.ts'
import { recordResumed } from './record-pause.ts'
import { answerBy, type ClockName, currentClock } from './rules/current-clock.ts'
import { resumedState, sentBackState } from './rules/resumed.ts'
import { tighten } from './rules/tighten.ts'
import { orderById } from './store.ts'
import {
  changeOrder,
  insertOrder,
  type LockedCase,
  lockCase,
  lockCaseIfFree,
  lockOrder,
  type OrderChange,
} from './store-write.ts'
import { moveTimers } from './timers.ts'
import type { CancelReason, OrderRow } from './types.ts'

type EventFact = { body: { event: string } }

/** Reasons with which a part changes hands: what the unit before did of the checklist is done. */
const changesHands = new Set(['proposed', 'transfer', 'arbitration', 'tier', 'lead-request'])
/** Reasons with which another hub leads: the unit that led goes on beside it. */
const goesOnBeside = new Set(['tier', 'lead-request'])
/** Somebody is at work on the case this very second: the timer comes again. */
const busyMs = 1_000

/** What other stages' facts and the clocks do to work orders. */
export function workHandlers({ calendar: days }: { calendar: WorkCalendar }) {
  type Held = { event: EventRecord; order: OrderRow }
  const move = async (tx: Tx, { event, order }: Held, change: OrderChange, since: Date | null = null): Promise<OrderRow> => {
    const after = await changeOrder(tx, order, change)
    await moveTimers(tx, { before: order, after, since }, await countingOf(tx, days, event))
    return after
  }

  /** Dispatch asks a unit: the order comes to life, with its clocks. Lead orders carry the plan's checklist. */
  async function onAsked(fact: RecordedFact<'work-order.asked'>, tx: Tx): Promise<void> {
    const { body } = fact
    if (await orderById(tx, body.order)) return
    const one = await lockCase(tx, body.event)
    if (!one) throw new Error(`order ${body.order} asked for unknown event ${body.event}`)
    const isLead = body.role === 'lead'
    const plan = isLead ? await stampedPlan(tx, body.event) : null
    const before = isLead && changesHands.has(body.why) ? lastLead(one.orders) : undefined
    const order = await insertOrder(tx, {
      id: body.order,
      event: body.event,
      unit: body.unit,
      unit_name: body.unitName,
      post: body.post,
      role: body.role,
      mandatory: body.mandatory,
      part: body.part ?? null,
      backstop: body.why === 'backstop',
      area: one.event.area,
      accept_by: new Date(body.acceptBy),
      arrive_by: body.arriveBy ? new Date(body.arriveBy) : null,
      finish_by: body.finishBy ? new Date(body.finishBy) : null,
      provisional: body.provisional,
      checklist: plan?.checklist ?? [],
      done_items: before?.done_items ?? {},
      demo: one.event.demo,
    })
    await moveTimers(tx, { before: null, after: order }, await countingOf(tx, days, one.event))
    // Another hub leads from now on: the unit that led goes on beside it, one lead at a time.
    if (!goesOnBeside.has(body.why)) return
    for (const led of one.orders)
      if (led.role === 'lead' && orderIsOpen(led.state)) await changeOrder(tx, led, { role: 'assist' })
  }

  /** The ladder's next step has been called: its people get the accept limit from now; the first limit stays what the case is measured by. */
  async function onCalled(fact: RecordedFact<'work-order.called'>, tx: Tx): Promise<void> {
    const one = await lockOrder(tx, fact.body.order)
    if (!one || nextOrderState(one.order.state, 'call') === null) return
    const isNext = fact.body.step > one.order.step
    const limits = isNext ? limitsOf(await stampedPlan(tx, one.event.id), one.event.grade) : null
    const accept = limits && dueAt(tx.now, limits.accept, limits.calendar, days)
    await move(tx, one, {
      step: Math.max(fact.body.step, one.order.step),
      ...(accept ? { rung_by: accept.due, provisional: accept.provisional || one.order.provisional } : {}),
    })
  }

  /** The case has become graver: nobody has more time left than the heavier grade gives from now. */
  async function onGraded(fact: RecordedFact<'event.graded'>, tx: Tx): Promise<void> {
    if (gradeWeight(fact.body.to) <= gradeWeight(fact.body.from)) return
    const one = await lockCase(tx, fact.body.event)
    const clocks = one && limitsOf(await stampedPlan(tx, one.event.id), fact.body.to)
    for (const order of clocks ? one.orders : []) {
      const { accept, arrive, calendar } = clocks!
      const from = order.paused_at ?? tx.now
      const due = (length: typeof accept) => dueAt(from, length, calendar, days)
      const limits = { accept: due(accept), arrive: arrive ? due(arrive) : null, finish: finishAt(from, clocks!, days) }
      const change = tighten(order, limits)
      if (change) await move(tx, { event: one!.event, order }, change)
    }
  }

  /** The check has passed: what was submitted is passed, what optional work is still open is called off. */
  async function onCheckPassed(fact: RecordedFact<'check.passed'>, tx: Tx): Promise<void> {
    const one = await lockCase(tx, fact.body.event)
    for (const order of one?.orders ?? []) {
      if (order.state !== 'submitted') continue
      await move(tx, { event: one!.event, order }, { state: 'passed', done_at: tx.now })
      await tx.record({ kind: 'work-order.passed', ...about(order), body: named(order) })
    }
    await cancelOpen(tx, fact, 'closed')
  }

  /** The check has failed: the lead and whom the checker named go on, on the same clocks; a limit that passed during the check is reported now. */
  const onCheckFailed = ({ body }: RecordedFact<'check.failed'>, tx: Tx): Promise<void> => sendBack(tx, 'sent-back', body)

  /** Its alarm calls people again while it waits for the check: the lead goes on, with the same care for its clocks. */
  const onCalledBack = ({ body }: RecordedFact<'event.called-back'>, tx: Tx): Promise<void> =>
    sendBack(tx, 'called-back', { ...body, orders: [] })

  type Back = { event: string; reason: string; orders: string[] }
  async function sendBack(tx: Tx, how: 'sent-back' | 'called-back', asked: Back): Promise<void> {
    const one = await lockCase(tx, asked.event)
    for (const order of one?.orders ?? []) {
      const goesBack = order.role === 'lead' || asked.orders.includes(order.id)
      if (!goesBack || order.state !== 'submitted') continue
      const back = { state: sentBackState(order), submitted_at: null, submitted_by: null, done_at: null, defects: [] }
      await move(tx, { event: one!.event, order }, back, order.submitted_at)
      await tx.record({ kind: `work-order.${how}`, ...about(order), body: { ...named(order), reason: asked.reason } })
    }
  }

  async function cancelOpen(tx: Tx, fact: EventFact, reason: CancelReason): Promise<void> {
    const one = await lockCase(tx, fact.body.event)
    for (const order of one?.orders ?? []) {
      if (!orderIsOpen(order.state)) continue
      await move(tx, { event: one!.event, order }, { state: 'cancelled', done_at: tx.now })
      await tx.record({ kind: 'work-order.cancelled', ...about(order), body: { ...named(order), reason } })
    }
  }

  /** A unit was found for a part nobody could be called for: whoever stood in for it is relieved, whatever they had begun. */
  async function onPartGiven({ body }: RecordedFact<'event.part-given'>, tx: Tx): Promise<void> {
    const one = await lockCase(tx, body.event)
    const order = one?.orders.find(({ id }) => id === body.relieved)
    if (!one || !order || !orderIsOpen(order.state)) return
    await move(tx, { event: one.event, order }, { state: 'cancelled', done_at: tx.now })
    await tx.record({ kind: 'work-order.cancelled', ...about(order), body: { ...named(order), reason: 'handed-over' } })
  }

  /** The whole case stands still: every clock that runs stops, without a word per order. */
  async function onPaused(fact: EventFact, tx: Tx): Promise<void> {
    const one = await lockCase(tx, fact.body.event)
    for (const order of one?.orders ?? [])
      if (orderIsOpen(order.state) && !order.paused_at) await move(tx, { event: one!.event, order }, { paused_at: tx.now })
  }

  /** The case goes on: the clocks go on with what was left, except those of an order that is suspended on its own. */
  async function onResumed(fact: EventFact, tx: Tx): Promise<void> {
    const one = await lockCase(tx, fact.body.event)
    for (const order of one?.orders ?? []) {
      if (!order.paused_at || order.state === 'suspended' || !orderIsOpen(order.state)) continue
      await move(tx, { event: one!.event, order }, goneOn(order, tx.now, await countingOf(tx, days, one!.event)), tx.now)
    }
  }

  /** A due time has come. Nothing happens when the order has moved on meanwhile. */
  const onDue =
    (clock: ClockName): TimerHandler =>
    (body, tx, key) =>
      withCase(tx, { key, kind: `order.${clock}-due`, body }, async (_, order) => {
        const due = { accept: answerBy(order), arrive: order.arrive_by, finish: order.finish_by }[clock]
        if (!due || due > tx.now || !runs(order, clock)) return
        await tx.record({
          kind: 'work-order.overdue',
          ...about(order),
          actor: system,
          body: { ...named(order), clock, due: due.toISOString() },
        })
      })

  const onDueSoon: TimerHandler = (body, tx, key) =>
    withCase(tx, { key, kind: 'order.due-soon', body }, async (_, order) => {
      const clock = currentClock(order)
      if (!clock || clock.paused || clock.due <= tx.now) return
      await tx.record({
        kind: 'work-order.due-soon',
        ...about(order),
        actor: system,
        body: { ...named(order), clock: clock.clock, due: clock.due.toISOString() },
      })
    })

  /** The end of a suspension that was granted up to a date. */
  const onPauseOver: TimerHandler = (body, tx, key) =>
    withCase(tx, { key, kind: 'order.pause-over', body }, async (one, order) => {
      if (order.state !== 'suspended') return
      const standsStill = one.event.state === 'suspended' || one.event.state === 'parked'
      const clocks = standsStill ? {} : goneOn(order, tx.now, await countingOf(tx, days, one.event))
      const after = await move(tx, { event: one.event, order }, { state: resumedState(order), pause: null, ...clocks }, tx.now)
      await recordResumed(tx, after)
    })

  const cancelBecause =
    (reason: CancelReason) =>
    (fact: EventFact, tx: Tx): Promise<void> =>
      cancelOpen(tx, fact, reason)

  return {
    onAsked,
    onCalled,
    onGraded,
    onCheckPassed,
    onPartGiven,
    onCheckFailed,
    onCalledBack,
    onEventMerged: cancelBecause('merged'),
    onFalseAlarm: cancelBecause('false-alarm'),
    onExerciseOver: cancelBecause('closed'),
    onDispatchUndone: cancelBecause('undone'),
    onPaused,
    onResumed,
    onAcceptDue: onDue('accept'),
    onArriveDue: onDue('arrive'),
    onFinishDue: onDue('finish'),
    onDueSoon,
    onPauseOver,
    onLeadAgreed: leadTaken(days),
    onCalendarChanged: (fact: RecordedFact<'calendar.changed'>, tx: Tx) => onCalendarChanged(fact, tx, days.zone),
  }
}

/** The lead order that was touched last: the one that changes hands. */
const lastLead = (orders: readonly OrderRow[]): OrderRow | undefined =>
  orders.filter((row) => row.role === 'lead').toSorted((a, b) => b.changed_at.getTime() - a.changed_at.getTime())[0]

/** Does this clock run on the order now? Arrival and finish run side by side from the acceptance on. */
function runs(order: OrderRow, clock: ClockName): boolean {
  if (order.paused_at) return false
  const running = currentClock(order)?.clock
  if (clock === 'finish') return running === 'arrive' || running === 'finish'
  return running === clock
}

type Fired = { key: string; kind: string; body: Record<string, unknown> }

/** The timer's row is locked already, people lock the case first: so a busy case is not waited for, the timer is set again. */
async function withCase(tx: Tx, timer: Fired, work: (one: LockedCase, order: OrderRow) => Promise<void>): Promise<void> {
  const found = await orderById(tx, String(timer.body.order))
  if (!found) return
  const one = await lockCaseIfFree(tx, found.event)
  if (!one) return tx.setTimer({ ...timer, dueAt: new Date(tx.now.getTime() + busyMs) })
  const order = one.orders.find((row) => row.id === found.id)
  if (order) await work(one, order)
}

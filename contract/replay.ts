import type { EventState } from './event.ts'
import type { Grade } from './scales.ts'
import type { OrderState } from './work-order.ts'

/**
 * What a case was at a moment, from its facts alone: pure, free of any library, so that the server counts by it and a page plays it. It
 * knows what the platform knew then: facts count from when they were recorded.
 */

/** As much of a fact as is looked at; facts come in the order they were recorded. */
export type ReplayFact = { kind: string; recordedAt: string; body: Readonly<Record<string, unknown>> }

/** One unit's part. Moments are ISO texts; limits null: there is none. */
export type OrderAt = {
  id: string
  unit: string
  unitName: string
  role: 'lead' | 'assist'
  mandatory: boolean
  state: OrderState
  askedAt: string
  acceptBy: string
  /** of the rung called last; null on the first one */
  rungBy: string | null
  arriveBy: string | null
  finishBy: string | null
  acceptedAt: string | null
  arrivedAt: string | null
  submittedAt: string | null
  /** since when its clocks stand */
  pausedAt: string | null
}

/** `state` null: not opened yet. `grade` null: no fact tells it (put right on the spot, or born as a member of a group). Orders in the order they were asked. */
export type CaseAt = { state: EventState | null; grade: Grade | null; dispatched: boolean; orders: readonly OrderAt[] }

export const unopened: CaseAt = { state: null, grade: null, dispatched: false, orders: [] }

const openStates: readonly OrderState[] = ['asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration']
export const orderRuns = ({ state }: Pick<OrderAt, 'state'>): boolean => openStates.includes(state)

/** Reasons with which another hub leads: the unit that led goes on beside it. */
const goesOnBeside: readonly unknown[] = ['tier', 'lead-request']

const eventStates: Readonly<Record<string, EventState>> = {
  'event.opened': 'open',
  'event.dispatched': 'handling',
  'event.dispatch-undone': 'open',
  'event.merged': 'merged',
  'event.split': 'open',
  'event.suspended': 'suspended',
  'event.parked': 'parked',
  'event.called-back': 'handling',
  'event.checking': 'checking',
  'check.failed': 'handling',
  'event.closed': 'closed',
  'event.reopened': 'handling',
  'event.false-alarm': 'false-alarm',
  'event.self-handled': 'self-handled',
  'exercise.ended': 'closed',
  'exercise.promoted': 'closed',
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The case as it was at a moment (ms since 1970), everything recorded by then told. */
export function caseAt(facts: readonly ReplayFact[], at: number): CaseAt {
  let now = unopened
  for (const fact of facts) {
    if (Date.parse(fact.recordedAt) > at) break
    now = afterFact(now, fact)
  }
  return now
}

/**
 * The grade it had at a moment: none before it was opened, and what was known later never earlier. Of a case whose opening tells none, what it was first
 * graded from; never graded, what it has `now`.
 */
export function gradeAt(facts: readonly ReplayFact[], at: number, now: Grade): Grade | null {
  const { state, grade } = caseAt(facts, at)
  if (state === null || grade) return grade
  const first = facts.find(({ kind }) => kind === 'event.graded')
  return first ? (first.body.from as Grade) : now
}

/** One fact further. Facts of other things leave it as it is. */
export function afterFact(before: CaseAt, fact: ReplayFact): CaseAt {
  const orders = ordersAfter(before, fact)
  if (fact.kind === 'event.resumed' || fact.kind === 'event.park-passed')
    return { ...before, orders, state: before.dispatched ? 'handling' : 'open' }
  if (fact.kind === 'event.graded') return { ...before, orders, grade: fact.body.to as Grade }
  const state = eventStates[fact.kind]
  if (!state) return orders === before.orders ? before : { ...before, orders }
  const dispatched = fact.kind === 'event.dispatch-undone' ? false : before.dispatched || fact.kind === 'event.dispatched'
  const grade = fact.kind === 'event.opened' ? (fact.body.grade as Grade) : before.grade
  return { state, grade, dispatched, orders }
}

function ordersAfter({ orders, state }: CaseAt, fact: ReplayFact): readonly OrderAt[] {
  const { kind, recordedAt: at, body } = fact
  if (kind === 'event.suspended' || kind === 'event.parked')
    return orders.map((one) => (orderRuns(one) && !one.pausedAt ? { ...one, pausedAt: at } : one))
  if (kind === 'event.resumed' || kind === 'event.park-passed')
    return orders.map((one) => (orderRuns(one) && one.state !== 'suspended' ? { ...one, pausedAt: null } : one))
  if (kind === 'work-order.asked') return askedAlso(orders, fact)
  if (!kind.startsWith('work-order.')) return orders
  const standsStill = state === 'suspended' || state === 'parked'
  return orders.map((one) => (one.id === body.order ? { ...one, ...changed(one, fact, standsStill) } : one))
}

function askedAlso(orders: readonly OrderAt[], { recordedAt, body }: ReplayFact): readonly OrderAt[] {
  const led = goesOnBeside.includes(body.why)
  const before = led
    ? orders.map((one): OrderAt => (one.role === 'lead' && orderRuns(one) ? { ...one, role: 'assist' } : one))
    : orders
  const one: OrderAt = {
    ...{ id: String(body.order), unit: String(body.unit), unitName: String(body.unitName) },
    ...{ role: body.role as OrderAt['role'], mandatory: body.mandatory === true, state: 'asked', askedAt: recordedAt },
    ...{ acceptBy: String(body.acceptBy), rungBy: null, arriveBy: text(body.arriveBy), finishBy: text(body.finishBy) },
    ...{ acceptedAt: null, arrivedAt: null, submittedAt: null, pausedAt: null },
  }
  return [...before, one]
}

/** What a fact about an order changes of it. */
function changed(one: OrderAt, { kind, recordedAt: at, body }: ReplayFact, standsStill: boolean): Partial<OrderAt> {
  switch (kind.slice('work-order.'.length)) {
    case 'accepted':
      return { state: 'accepted', acceptedAt: at }
    case 'arrived':
      return { state: 'arrived', arrivedAt: at }
    case 'returned':
      return { state: body.second === true ? 'arbitration' : 'returned' }
    case 'arbitrated':
      return { state: body.to === one.unit ? 'asked' : 'transferred' }
    case 'transferred':
      return { state: 'transferred' }
    case 'suspended':
      return { state: 'suspended', pausedAt: one.pausedAt ?? at }
    case 'resumed':
      return { state: one.arrivedAt ? 'arrived' : 'accepted', ...(standsStill ? {} : { pausedAt: null }) }
    case 'extended':
      return { finishBy: text(body.until) }
    case 'clocked':
      return {
        ...{ acceptBy: String(body.acceptBy), rungBy: text(body.rungBy) },
        ...{ arriveBy: text(body.arriveBy), finishBy: text(body.finishBy) },
      }
    case 'submitted':
      return { state: 'submitted', submittedAt: at }
    case 'sent-back':
    case 'called-back':
      return { state: one.arrivedAt ? 'arrived' : 'accepted', submittedAt: null }
    case 'passed':
    case 'excused':
      return { state: kind === 'work-order.passed' ? 'passed' : 'excused' }
    // whoever returned it is relieved by the acceptance of the next: for the law that is a transfer
    case 'cancelled':
      return { state: body.reason === 'handed-over' && isReturned(one) ? 'transferred' : 'cancelled' }
    default:
      return {}
  }
}

const isReturned = ({ state }: OrderAt): boolean => state === 'returned' || state === 'arbitration'

export type ClockAt = { clock: 'accept' | 'arrive' | 'finish'; due: string }

/** The clock of an order that runs (or stands, while it is paused); null: none does. All count from the asking. */
export function clockAt(one: OrderAt): ClockAt | null {
  if (one.state === 'asked' || isReturned(one)) return { clock: 'accept', due: one.rungBy ?? one.acceptBy }
  if (one.state !== 'accepted' && one.state !== 'arrived' && one.state !== 'suspended') return null
  if (one.arriveBy && !one.arrivedAt) return { clock: 'arrive', due: one.arriveBy }
  return one.finishBy ? { clock: 'finish', due: one.finishBy } : null
}

/** What is left of an order's clock at a moment, ms; below zero it is overdue, and by how much from its own first limit. Null: no clock. */
export function leftAt(one: OrderAt, at: number): number | null {
  const clock = clockAt(one)
  if (!clock) return null
  const now = one.pausedAt ? Date.parse(one.pausedAt) : at
  const left = Date.parse(clock.due) - now
  return left < 0 && clock.clock === 'accept' ? Math.min(left, Date.parse(one.acceptBy) - now) : left
}

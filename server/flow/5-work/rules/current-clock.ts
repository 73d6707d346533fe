import type { OrderRow } from '../types.ts'

export type ClockName = 'accept' | 'arrive' | 'finish'
export type RunningClock = {
  clock: ClockName
  from: Date
  due: Date
  /** the order's own limit, from which lateness counts: earlier than `due` while a later rung has one of its own */
  firstDue: Date
  paused: boolean
  provisional: boolean
}

type Timed = Pick<
  OrderRow,
  'state' | 'asked_at' | 'accept_by' | 'rung_by' | 'arrive_by' | 'finish_by' | 'arrived_at' | 'paused_at' | 'provisional'
>

/**
 * The clock that runs now, or null. All clocks count from the asking, never from the acceptance. A returned order keeps
 * its accept clock: nobody has taken it on yet, and the time is charged to the unit that holds it. While the
 * ladder climbs the accept clock is that of the rung called last; late it is from its own first limit on.
 */
export function currentClock(order: Timed): RunningClock | null {
  const running = nameAndDue(order)
  if (!running) return null
  const firstDue = running.clock === 'accept' ? order.accept_by : running.due
  return { ...running, firstDue, from: order.asked_at, paused: order.paused_at !== null, provisional: order.provisional }
}

function nameAndDue(order: Timed): { clock: ClockName; due: Date } | null {
  if (order.state === 'asked' || order.state === 'returned' || order.state === 'arbitration')
    return { clock: 'accept', due: answerBy(order) }
  if (order.state !== 'accepted' && order.state !== 'arrived' && order.state !== 'suspended') return null
  // A suspended order does not say by its state whether its people have been there: the time of arrival decides.
  if (order.arrive_by && !order.arrived_at) return { clock: 'arrive', due: order.arrive_by }
  return order.finish_by ? { clock: 'finish', due: order.finish_by } : null
}

/** Until when those called last may accept: each rung of the ladder has a limit of its own, beside the first one that is kept. */
export const answerBy = (order: Pick<OrderRow, 'accept_by' | 'rung_by'>): Date => order.rung_by ?? order.accept_by

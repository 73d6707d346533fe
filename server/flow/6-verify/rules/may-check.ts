import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type EventState, nextEventState } from '../../3-event/life.ts'
import type { ReadingState } from '../types.ts'
import { isDoubtful, type PhotoDoubts } from './places.ts'

export type Check = {
  state: EventState
  checker: string
  /** who had a hand in the work, also in what was merged into it */
  handlers: ReadonlySet<string>
  openMandatory: number
  reading: Pick<ReadingState, 'needed' | 'clear'>
  photos: PhotoDoubts
  /** what has been submitted and can go back */
  submitted: readonly string[]
  asked: { passed: boolean; reason?: string | undefined; waiver?: string | undefined; orders: readonly string[] }
}

/**
 * May this person check the event, with this outcome? A second person, never one of the handlers. Passing needs every
 * mandatory order submitted or excused; a reading that is not back where the type wants it, or photos that prove little, take
 * a waiver with its reason. Sending back needs a reason; the lead always goes back, other submitted orders when the checker
 * names them.
 */
export function mayCheck({ state, checker, handlers, openMandatory, reading, photos, submitted, asked }: Check): Result<true> {
  const verb = asked.passed ? 'close' : 'send-back'
  if (nextEventState(state, verb) === null) return refuse('event.state', { state, verb: 'check' })
  if (handlers.has(checker)) return refuse('check.self')
  if (asked.orders.some((order) => asked.passed || !submitted.includes(order))) return refuse('check.orders')
  if (!asked.passed) return asked.reason ? ok(true) : refuse('check.reason')
  if (openMandatory > 0) return refuse('event.open-orders', { count: openMandatory })
  if (asked.waiver || !needsWaiver(reading, photos)) return ok(true)
  return refuse(isNotBack(reading) ? 'check.reading' : 'check.photos')
}

const isNotBack = ({ needed, clear }: Check['reading']): boolean => needed && !clear

/** Does closing take a reason in words? */
export const needsWaiver = (reading: Check['reading'], photos: PhotoDoubts): boolean => isNotBack(reading) || isDoubtful(photos)

import { OrderState } from '../../../contract/work-order.ts'

/** States of a work order, as the contract names them; the words live in the database for ever. */
export const orderStates = OrderState.options
export type { OrderState }

export const orderVerbs = [
  'accept',
  'arrive',
  'progress',
  'return',
  'return-again',
  'hand-over',
  'arbitrate',
  'transfer',
  'suspend',
  'resume',
  'resume-arrived',
  'ask-extend',
  'extend',
  'support',
  'submit',
  'send-back',
  'send-back-arrived',
  'pass',
  'excuse',
  'cancel',
  'urge',
  'call',
] as const
export type OrderVerb = (typeof orderVerbs)[number]

/**
 * The law: from → verb → to. A first return (`returned`) asks the proposed unit and stays responsible until that unit
 * accepts (`hand-over`, 首接负责); when the proposed unit returns as well (`return-again`) the hub rules (`arbitration`):
 * the order ends as `transferred`, or the ruling brings it back by `send-back`. No clock stops on the way.
 * `resume` brings a suspended order back on its way, `resume-arrived` back to the place where its people were; a check that failed
 * does the same by `send-back` and `send-back-arrived`.
 * Nobody can suspend what nobody has taken on. `resume` before a suspension is in force refuses the one that was asked for.
 */
export const orderLife: Record<OrderState, Partial<Record<OrderVerb, OrderState>>> = {
  asked: {
    accept: 'accepted',
    return: 'returned',
    'return-again': 'arbitration',
    transfer: 'transferred',
    excuse: 'excused',
    cancel: 'cancelled',
    urge: 'asked',
    call: 'asked',
  },
  accepted: {
    arrive: 'arrived',
    progress: 'accepted',
    transfer: 'transferred',
    suspend: 'suspended',
    resume: 'accepted',
    'ask-extend': 'accepted',
    extend: 'accepted',
    support: 'accepted',
    submit: 'submitted',
    excuse: 'excused',
    cancel: 'cancelled',
    urge: 'accepted',
  },
  arrived: {
    progress: 'arrived',
    transfer: 'transferred',
    suspend: 'suspended',
    resume: 'arrived',
    'ask-extend': 'arrived',
    extend: 'arrived',
    support: 'arrived',
    submit: 'submitted',
    excuse: 'excused',
    cancel: 'cancelled',
    urge: 'arrived',
  },
  suspended: { resume: 'accepted', 'resume-arrived': 'arrived', excuse: 'excused', cancel: 'cancelled' },
  returned: {
    'hand-over': 'transferred',
    arbitrate: 'transferred',
    'send-back': 'asked',
    cancel: 'cancelled',
    excuse: 'excused',
  },
  arbitration: { arbitrate: 'transferred', 'send-back': 'asked', cancel: 'cancelled', excuse: 'excused' },
  submitted: { pass: 'passed', 'send-back': 'accepted', 'send-back-arrived': 'arrived', cancel: 'cancelled' },
  passed: {},
  excused: {},
  cancelled: {},
  transferred: {},
}

/** The state after a verb, or null when the law does not allow it. */
export const nextOrderState = (from: OrderState, verb: OrderVerb): OrderState | null => orderLife[from][verb] ?? null

export const orderIsOpen = (state: OrderState): boolean =>
  ['asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration'].includes(state)

import type { OrderRow } from '../../../flow/5-work/types.ts'
import type { TodoState } from '../types.ts'

type Standing = Pick<OrderRow, 'state' | 'accepted_by' | 'submitted_by'>

const atWork: readonly OrderRow['state'][] = ['accepted', 'arrived', 'suspended']

/** Does a notice of this kind ask the person to do something about the order now? Others look on, or wait for somebody else. */
export function asksFor(order: Standing, { person, kind }: { person: string; kind: string }): boolean {
  if (order.state === 'asked') return kind === 'order'
  return atWork.includes(order.state) && order.accepted_by === person
}

/** What became of a person's to-do: open while they are asked or at work, done when they finished, withdrawn when it is not theirs any more. */
export function todoState(order: Standing, person: string): TodoState {
  if (order.state === 'asked') return 'open'
  if (atWork.includes(order.state)) return order.accepted_by === person ? 'open' : 'withdrawn'
  const isFinished = order.state === 'submitted' || order.state === 'passed'
  return isFinished && [order.accepted_by, order.submitted_by].includes(person) ? 'done' : 'withdrawn'
}

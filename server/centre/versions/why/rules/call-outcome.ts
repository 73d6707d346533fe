import type { CallOutcome } from '../../../../../contract/why.ts'

type Called = { work_order: string | null; step: number; person: string | null; why: string; inform: boolean; called_at: Date }
type Order = { id: string; state: string; accepted_at: Date | null; accepted_by: string | null }
type Case = {
  /** the ways tried for this call */
  attempts: readonly { answer: 'accepted' | 'known' | 'refused' | null }[]
  /** everybody called for the event, this call among them */
  called: readonly Called[]
  orders: readonly Order[]
}

const over = new Set(['cancelled', 'excused'])

/** What came of a call. A person's own word counts first; then whether somebody after them was called because they were silent. */
export function callOutcome(call: Called, { attempts, called, orders }: Case): CallOutcome {
  const said = (answer: string): boolean => attempts.some((one) => one.answer === answer)
  if (call.person === null) return 'vacant'
  if (call.work_order === null || call.inform) return attempts.some((one) => one.answer) ? 'known' : 'informed'
  const order = orders.find(({ id }) => id === call.work_order)
  if (order?.accepted_by === call.person || said('accepted')) return 'accepted'
  if (said('refused')) return 'refused'
  if (said('known')) return 'known'
  if (called.some((other) => isNextOf(other, call))) return 'passed-on'
  if (order?.accepted_at) return 'by-other'
  if (order && over.has(order.state)) return 'withdrawn'
  return 'waiting'
}

/** Called later about the same order, because nobody had answered by then. */
const isNextOf = (other: Called, call: Called): boolean =>
  other.work_order === call.work_order &&
  other.person !== call.person &&
  other.called_at > call.called_at &&
  (other.why === 'no-answer' || other.why === 'off-duty')

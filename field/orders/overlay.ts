import type { OrderAction, OrderCard } from '../../contract/work-order.ts'
import type { OutItem } from '../outbox/types.ts'
import { withCount } from './evacuation-rules.ts'
import { withWay } from './way-rules.ts'

/** An order as the phone shows it: the server's last word with what this phone has not sent yet laid over it. */
export type ShownOrder = OrderCard & {
  /** verbs that wait in the outbox */
  waiting: readonly OutItem[]
  /** items of the checklist whose evidence waits */
  waitingItems: ReadonlySet<string>
}

const working: readonly OrderAction[] = ['progress', 'transfer', 'suspend', 'extend', 'support', 'submit']

type Change = (card: OrderCard, item: OutItem) => OrderCard

/** What each verb will make of the order once it arrives, as far as the person needs it to go on working. */
const changes: Partial<Record<OutItem['verb'], Change>> = {
  accept: (card, item) =>
    card.state === 'asked'
      ? {
          ...card,
          state: 'accepted',
          acceptedAt: item.madeAt,
          clock: clockAfterAccept(card),
          allowed: ['arrive', ...working],
          callWaiting: null,
        }
      : card,
  arrive: (card, item) =>
    card.arrivedAt
      ? card
      : { ...card, state: 'arrived', arrivedAt: item.madeAt, clock: finishClock(card), allowed: [...working] },
  progress: (card, item) => ({
    ...card,
    checklist: card.checklist.map((one) =>
      one.id === item.body.item && !one.done ? { ...one, done: true, doneAt: item.madeAt } : one,
    ),
  }),
  evacuation: (card, item) => ({ ...card, evacuation: card.evacuation && withCount(card.evacuation, item) }),
  'evacuation-nobody': (card) => ({ ...card, evacuation: card.evacuation && { ...card.evacuation, list: 'nobody' } }),
  'way-close': withWay,
  'way-needless': withWay,
  'way-tell': withWay,
  'way-ask-lift': withWay,
  submit: (card, item) => ({ ...card, state: 'submitted', submittedAt: item.madeAt, clock: null, allowed: [] }),
  return: (card) => ({ ...card, state: 'returned', allowed: [], callWaiting: null }),
  // A call made after the answer was kept rings on.
  'answer-call': (card, item) => (item.body.attempt === card.callWaiting ? { ...card, callWaiting: null } : card),
}

const running = (clock: 'arrive' | 'finish', card: OrderCard, due: string) => ({
  clock,
  from: card.askedAt,
  ...{ due, firstDue: due },
  paused: false,
  provisional: card.provisional,
})
const finishClock = (card: OrderCard) => (card.finishBy ? running('finish', card, card.finishBy) : null)
const clockAfterAccept = (card: OrderCard) => (card.arriveBy ? running('arrive', card, card.arriveBy) : finishClock(card))

const waits = (item: OutItem): boolean => item.state === 'ready' || item.state === 'sending'

/**
 * Lays this person's items over the order, oldest first: those that wait, and those receipted after `since` (ms, the moment the
 * order was read), so that nothing looks undone between its receipt and the next reading. What came back refused or was set aside
 * changes nothing.
 */
export function overlay(
  card: OrderCard,
  items: readonly OutItem[],
  person: string,
  since = Number.POSITIVE_INFINITY,
): ShownOrder {
  const isNew = (item: OutItem) => item.state === 'sent' && item.sentAt !== null && Date.parse(item.sentAt) > since
  const laid = items
    .filter((item) => item.case === card.id && item.person === person && (waits(item) || isNew(item)))
    .sort((x, y) => x.seq - y.seq)
  const shown = laid.reduce((now, item) => changes[item.verb]?.(now, item) ?? now, card)
  const waiting = laid.filter(waits)
  const waitingItems = new Set(waiting.flatMap((item) => (typeof item.body.item === 'string' ? [item.body.item] : [])))
  return { ...shown, waiting, waitingItems }
}

/** Required items of the checklist that are not done: what the server would ask for. */
export const missingOf = (card: Pick<OrderCard, 'checklist'>): OrderCard['checklist'] =>
  card.checklist.filter((item) => item.required && !item.done)

/** Orders of today by time left; what is handed in stands last. */
export function inOrder<T extends Pick<OrderCard, 'clock' | 'state' | 'askedAt'>>(rows: readonly T[]): T[] {
  const due = (row: T) => (row.state === 'submitted' ? Number.POSITIVE_INFINITY : row.clock ? Date.parse(row.clock.due) : 8.64e15)
  return [...rows].sort((a, b) => due(a) - due(b) || Date.parse(a.askedAt) - Date.parse(b.askedAt))
}

import type { Sheet as SheetView } from '../../../../contract/balance.ts'
import type { FactKind } from '../../../../contract/fact.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import { type CallState, callStates, type ItemState, itemStates, type Sheet } from '../types.ts'
import { townPath } from './ticks-of.ts'

/** A fact as the balance sees it; `id` grows with every fact of one case, whatever order they are read in. */
export type Balanced = {
  id: string
  kind: FactKind
  area: string | null
  recordedAt: Date
  body: Record<string, unknown>
}

/** What was received, or where it stands now: its place and day from its first fact, its state from its last. */
export type ItemChange = { id: string; event: string | null; area: string; day: string; state: ItemState; fact: string }
export type EventChange = { event: string; state: ItemState; fact: string }
export type NewCall = { notice: string; order: string; area: string; day: string; fact: string }
/** Answers, passes on or takes back the calls of an order that were made before it; or one call by its notice. */
export type CallChange = { order: string | null; notice: string | null; state: CallState; fact: string }
export type BalanceChanges = {
  items: ItemChange[]
  opened: ItemChange[]
  events: EventChange[]
  calls: NewCall[]
  answers: CallChange[]
}

const ofSignal: { [K in FactKind]?: ItemState } = {
  'signal.received': 'open',
  'signal.opened': 'open',
  'signal.merged': 'merged',
  'signal.split': 'open',
  'signal.rejected': 'rejected',
  'signal.gone': 'gone',
}
const ofEvent: { [K in FactKind]?: ItemState } = {
  'event.closed': 'closed',
  'event.merged': 'merged',
  'event.split': 'open',
  'event.false-alarm': 'false-alarm',
  'event.self-handled': 'self-handled',
  'event.reopened': 'open',
}
const ofOrder: { [K in FactKind]?: CallState } = {
  'work-order.called': 'climbed',
  'work-order.accepted': 'answered',
  'work-order.returned': 'answered',
  'work-order.transferred': 'answered',
  'work-order.cancelled': 'withdrawn',
  'work-order.excused': 'withdrawn',
}

/** Every kind of fact the balance is made of. */
export const balancedKinds = [
  ...Object.keys({ ...ofSignal, ...ofEvent, ...ofOrder }),
  'event.opened',
  'notice.sent',
  'notice.cancelled',
] as FactKind[]

/** What a stretch of facts changes, in any order they were read. Each thing received stands in exactly one state. */
export function balanceChanges(facts: readonly Balanced[], zone: string): BalanceChanges {
  const changes: BalanceChanges = { items: [], opened: [], events: [], calls: [], answers: [] }
  const signals = new Map<string, ItemChange>()
  const events = new Map<string, EventChange>()
  for (const fact of facts.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))) {
    if (!fact.area) continue
    const { kind, body, id } = fact
    const at = { area: townPath(fact.area), day: cityDay(fact.recordedAt, zone), fact: id }
    const event = typeof body.event === 'string' ? body.event : null
    const [signalState, eventState, orderState] = [ofSignal[kind], ofEvent[kind], callState(kind, body)]
    if (signalState) {
      const signal = String(body.signal)
      const followed = kind === 'signal.opened' ? event : null
      const before = signals.get(signal)
      const fresh = { id: signal, event: followed, ...at, state: signalState }
      signals.set(signal, before ? { ...before, event: followed ?? before.event, state: signalState, fact: id } : fresh)
    }
    if (kind === 'event.opened' && event) changes.opened.push({ id: event, event, ...at, state: 'open' })
    if (eventState && event) events.set(event, { event, state: eventState, fact: id })
    if (kind === 'notice.sent' && body.kind === 'order' && typeof body.order === 'string')
      changes.calls.push({ notice: String(body.notice), order: body.order, ...at })
    if (orderState) changes.answers.push({ order: String(body.order), notice: null, state: orderState, fact: id })
    if (kind === 'notice.cancelled')
      changes.answers.push({ order: null, notice: String(body.notice), state: 'withdrawn', fact: id })
  }
  return { ...changes, items: [...signals.values()], events: [...events.values()] }
}

/** The first rung is called with the order; only a call because nobody answered passes the ones before on. */
const callState = (kind: FactKind, body: Record<string, unknown>): CallState | undefined =>
  kind === 'work-order.called' && body.why !== 'no-answer' ? undefined : ofOrder[kind]

/** What was received and sent, counted by itself, beside where it stands; every state named. */
export function sheetOf(counted: {
  received: number
  items: Partial<Record<ItemState, number>>
  sent: number
  calls: Partial<Record<CallState, number>>
}): Sheet {
  const items = Object.fromEntries(itemStates.map((state) => [state, counted.items[state] ?? 0])) as Sheet['items']
  const calls = Object.fromEntries(callStates.map((state) => [state, counted.calls[state] ?? 0])) as Sheet['calls']
  const { received, sent } = counted
  return { received, items, sent, calls, balanced: received === sum(items) && sent === sum(calls) }
}

const sum = (numbers: Record<string, number>): number => Object.values(numbers).reduce((total, n) => total + n, 0)

/** Many areas as one. */
export function addSheets(sheets: readonly Sheet[]): Sheet {
  const add = <K extends string>(names: readonly K[], of: (sheet: Sheet) => Record<K, number>): Partial<Record<K, number>> =>
    Object.fromEntries(names.map((name) => [name, sheets.reduce((total, sheet) => total + of(sheet)[name], 0)])) as Record<
      K,
      number
    >
  return {
    ...sheetOf({
      received: sheets.reduce((total, sheet) => total + sheet.received, 0),
      items: add(itemStates, (sheet) => sheet.items),
      sent: sheets.reduce((total, sheet) => total + sheet.sent, 0),
      calls: add(callStates, (sheet) => sheet.calls),
    }),
    balanced: sheets.every((sheet) => sheet.balanced),
  }
}

/** A sheet as the contract names it. */
export function sheetView({ received, items, sent, calls, balanced }: Sheet): SheetView {
  const { 'false-alarm': falseAlarm, 'self-handled': selfHandled, ...others } = items
  return { received, items: { ...others, falseAlarm, selfHandled }, sent, calls, balanced }
}

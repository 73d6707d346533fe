import type { Tx } from '../../kernel/spine.ts'
import { eventById } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { isUrgent } from './ask.ts'
import { callsOfOrder, dispatchOf, holdersOfPosts } from './store.ts'
import type { Telling } from './tell.ts'
import type { DispatchRow, Holder } from './types.ts'

/** The event a fact speaks of; facts of events that do not exist are a fault of ours. */
export async function known(tx: Tx, id: string): Promise<EventRecord> {
  const event = await eventById(tx, id)
  if (!event) throw new Error(`no event ${id}`)
  return event
}

/** Somebody has to do something about it now; also while it is being checked, for whoever has to take part and has not. */
export const isAtWork = ({ state }: Pick<EventRecord, 'state'>): boolean => state === 'handling' || state === 'checking'

/** The dispatch of an event with the plan it was stamped with: that one decides, never the pack's newest. */
export async function stamped(tx: Tx, id: string): Promise<DispatchRow> {
  const dispatch = await dispatchOf(tx, id)
  if (!dispatch) throw new Error(`event ${id} was never dispatched`)
  return dispatch
}

/** Who stands on the last rung called of an order, or on the one of whoever accepted it (`of`). */
export async function lastCalled(tx: Tx, order: string, of: string | null = null): Promise<Holder[]> {
  const calls = await callsOfOrder(tx, order)
  const step =
    calls.findLast(({ person }) => of !== null && person === of)?.step ?? Math.max(0, ...calls.map((call) => call.step))
  const posts = calls.filter((call) => call.step === step).map((call) => call.post)
  return holdersOfPosts(tx, posts, tx.now)
}

/** What a notice says, but for whom it is. */
export const telling = (event: EventRecord, order: string | null, kind: Telling['kind'], why: string): Telling => ({
  event: event.id,
  area: event.area,
  order,
  kind,
  why,
  urgent: isUrgent(event.grade),
})

import type { z } from 'zod'
import { CountBody, EvacuationSheet, NobodyBody } from '../../../contract/evacuation.ts'
import type { PartName } from '../../../contract/plan-parts.ts'
import { WorkOrder } from '../../../contract/work-order.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { visibleEvent } from '../3-event/store.ts'
import { type Act, about, act, type Desk, named, OrderId } from './act.ts'
import { evacuates, readsHouseholds, shownTo } from './rules/evacuates.ts'
import { isNewer, mayBeNobody, mayCount, mayFinish } from './rules/evacuation.ts'
import { occurredAt } from './rules/occurred-at.ts'
import { ordersOfEvent, standingOf } from './store.ts'
import { evacuationCases, evacuationsOf, expireEvacuation, householdOf, saveCount, sheetHead } from './store-evacuation.ts'
import type { OrderRow } from './types.ts'

/** 撤离清单: whom the object of a case threatens, counted door by door; on the phone with its order, and on a sheet to print. */
export async function evacuationRoutes(app: App, desk: Desk): Promise<void> {
  const { spine } = desk
  app.get(
    '/api/v1/events/:id/evacuation',
    {
      schema: { summary: '撤离清单', params: OrderId, response: { 200: EvacuationSheet, ...errors } },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const { id } = request.params
      const [caller, event] = [callerOf(request), await visibleEvent(spine, callerOf(request), id)]
      const list = event && (await evacuationsOf(spine, [id])).get(id)
      if (!list) throw new RefusalError({ code: 'thing.not-found' })
      const named = readsHouseholds(await ordersOfEvent(spine, id), list.parts, standingOf(caller, event))
      return { ...shownTo(list, named), ...(await sheetHead(spine, id)), at: spine.clock.now().toISOString() }
    },
  )
  app.post(
    '/api/v1/work-orders/:id/evacuation',
    {
      schema: { summary: '清点一户', params: OrderId, body: CountBody, response: { 200: WorkOrder, ...errors } },
      config: { permit: 'work-order.act' },
    },
    (request) =>
      act(desk, request, { action: 'progress', id: request.params.id, version: undefined }, (one) => count(one, request.body)),
  )
  app.post(
    '/api/v1/work-orders/:id/evacuation-nobody',
    {
      schema: { summary: '登记现场无人居住', params: OrderId, body: NobodyBody, response: { 200: WorkOrder, ...errors } },
      config: { permit: 'work-order.act' },
    },
    (request) =>
      act(desk, request, { action: 'progress', id: request.params.id, version: undefined }, (one) => nobody(one, request.body)),
  )
}

function refuseOthers(order: OrderRow, parts: readonly PartName[]): void {
  if (!evacuates(order, parts)) throw new RefusalError({ code: 'evacuation.not-yours' })
}

/** Nobody lives there: said with its reason, as long as no household is entered. The fact alone keeps it. */
async function nobody({ tx, order }: Act, body: z.infer<typeof NobodyBody>): Promise<OrderRow> {
  const list = (await evacuationsOf(tx, [order.event])).get(order.event)
  if (!list) throw new RefusalError({ code: 'thing.not-found' })
  refuseOthers(order, list.parts)
  orRefuse(mayBeNobody(list.sum.households))
  await tx.record({
    kind: 'evacuation.nobody',
    ...about(order),
    occurredAt: occurredAt(body.occurredAt, order.asked_at, tx.now),
    body: { ...named(order), reason: plainText(body.reason) },
  })
  return order
}

/** Whoever leads or has a part that counts says what they saw at a door. The fact says numbers only: which household it was goes when the case is over. */
async function count({ tx, order }: Act, body: z.infer<typeof CountBody>): Promise<OrderRow> {
  const [known] = await evacuationCases(tx, [order.event])
  if (known) refuseOthers(order, known.parts)
  const household = known && (await householdOf(tx, order.event, body.household))
  if (!household) throw new RefusalError({ code: 'thing.not-found' })
  orRefuse(mayCount(body, household.persons))
  const at = occurredAt(body.occurredAt, order.asked_at, tx.now)
  if (!isNewer(at, household.at)) return order
  const { told, gone, refused, missing } = body
  await saveCount(tx, order.event, { household: body.household, persons: household.persons, told, gone, refused, missing, at })
  await tx.record({
    kind: 'household.counted',
    ...about(order),
    occurredAt: at,
    body: { ...named(order), persons: household.persons, told, gone, refused: refused || null, missing: missing || null },
  })
  return order
}

/** Refuses to finish a case whose list is not settled; asked of the lead only, whose word ends the work. */
export async function refuseUnsettled(tx: Tx, { event, role }: Pick<OrderRow, 'event' | 'role'>): Promise<void> {
  if (role !== 'lead') return
  const list = (await evacuationsOf(tx, [event])).get(event)
  if (list) orRefuse(mayFinish(list))
}

/** The case is over: the list’s personal data end with it. */
export const onEvacuationOver = ({ body }: { body: { event: string } }, tx: Tx): Promise<void> => expireEvacuation(tx, body.event)

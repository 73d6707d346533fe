import { z } from 'zod'
import { OrderCard, OrderList } from '../../../contract/work-order.ts'
import { maskPhone } from '../../city/mask.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { type Desk, OrderId } from './act.ts'
import { evacuationRoutes } from './evacuation.ts'
import { callRoute } from './routes-call.ts'
import { holdRoutes } from './routes-hold.ts'
import { leftRoutes } from './routes-left.ts'
import { passRoutes } from './routes-pass.ts'
import { pauseRoutes } from './routes-pause.ts'
import { readsHouseholds, shownTo } from './rules/evacuates.ts'
import { evidenceOfEvents, photosOf, standingOf, viewOfOrder, visibleOrder } from './store.ts'
import { callsWaiting, cardById, contactsOf, listCards, readingsOf } from './store-cards.ts'
import { evacuationsOf } from './store-evacuation.ts'
import type { CardRow } from './types.ts'
import { wayRoutes } from './ways/routes.ts'
import { waysOf, wayViews } from './ways/store-ways.ts'

const ListQuery = z.object({
  view: z.enum(['mine', 'unit']).default('mine'),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Work orders: the list of today, one order, and every verb. */
export async function workRoutes(app: App, desk: Desk): Promise<void> {
  const { spine } = desk
  const config = { permit: 'work-order.read' } as const
  app.get(
    '/api/v1/work-orders',
    {
      schema: { summary: '我的或本单位的工单，按剩余时间', querystring: ListQuery, response: { 200: OrderList, ...errors } },
      config,
    },
    async (request) => {
      const { view, cursor, limit } = request.query
      const found = await listCards(spine, callerOf(request), { view, after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, (row) => ({ at: row.due, id: row.order.id }))
      const now = spine.clock.now()
      return { rows: await cardsOf(spine, desk, { rows, caller: callerOf(request), now }), next, at: now.toISOString() }
    },
  )
  app.get(
    '/api/v1/work-orders/:id',
    { schema: { summary: '工单', params: OrderId, response: { 200: OrderCard, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      const seen = await visibleOrder(spine, caller, request.params.id)
      const row = seen ? await cardById(spine, seen.id) : null
      if (!row) throw new RefusalError({ code: 'thing.not-found' })
      const [card] = await cardsOf(spine, desk, { rows: [row], caller, now: spine.clock.now() })
      return card!
    },
  )
  await holdRoutes(app, desk)
  await evacuationRoutes(app, desk)
  await wayRoutes(app, desk)
  await passRoutes(app, desk)
  await leftRoutes(app, desk)
  await pauseRoutes(app, desk)
  await callRoute(app, desk)
}

type Cards = { rows: CardRow[]; caller: Caller; now: Date }

/** Everything the phone needs to work without a network, read for the whole page at once. Phones of other units are masked. */
async function cardsOf(db: Db, { packs }: Pick<Desk, 'packs'>, { rows, caller, now }: Cards): Promise<OrderCard[]> {
  const events = [...new Set(rows.map((row) => row.order.event))]
  const orders = rows.map((row) => row.order.id)
  const [contacts, readings, evidence, calls, evacuations, ways] = await Promise.all([
    contactsOf(db, events),
    readingsOf(db, events),
    evidenceOfEvents(db, events),
    callsWaiting(db, orders, caller.person),
    evacuationsOf(db, events),
    waysOf(db, events),
  ])
  return rows.map((row) => {
    const ofEvent = <T extends { event: string }>(list: T[]): T[] => list.filter((one) => one.event === row.order.event)
    const type = packs.typeOf(row.type)?.type
    const list = evacuations.get(row.order.event)
    return {
      ...viewOfOrder(row.order, caller, now),
      no: row.no,
      title: row.title,
      grade: row.grade,
      typeName: type?.name ?? { zh: row.type, en: row.type },
      areaName: row.areaName,
      whole: row.whole,
      address: row.address,
      lon: row.lon,
      lat: row.lat,
      safety: row.safety ?? type?.plan.safety ?? [],
      why: row.why,
      contacts: ofEvent(contacts).map(({ name, post, unit, phone }) => ({
        name,
        post,
        phone: unit === caller.unit ? phone : maskPhone(phone),
      })),
      readings: ofEvent(readings).map(({ at, reading, value }) => ({ at: at.toISOString(), reading, value })),
      photos: photosOf(ofEvent(evidence)),
      callWaiting: calls.get(row.order.id) ?? null,
      evacuation: list ? shownTo(list, readsHouseholds([row.order], list.parts, standingOf(caller, row.order))) : null,
      ways: wayViews(ways.get(row.order.event) ?? [], caller, [row.order], now),
    }
  })
}

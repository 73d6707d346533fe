import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AskLiftBody,
  ClosedWays,
  CloseWayBody,
  HandOverBody,
  LiftBody,
  NeedlessBody,
  TellBody,
  WayState,
} from '../../../../contract/way-closure.ts'
import { WorkOrder } from '../../../../contract/work-order.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { lockEvent, visibleEvent } from '../../3-event/store.ts'
import { act, type Desk, OrderId } from '../act.ts'
import { askLift, handOver, liftWay, type Seen } from './lift-way.ts'
import { closeWay, needlessWay, tellWay } from './order-way.ts'
import { caseOf, closedWays, wayById } from './store.ts'

const Id = z.object({ id: z.uuid() })
const Done = z.object({ id: z.uuid(), state: WayState })

/** 通行管制: who orders that a way is closed, who is told, who lifts it. */
export async function wayRoutes(app: App, desk: Desk): Promise<void> {
  const { spine } = desk
  app.get(
    '/api/v1/way-closures',
    { schema: { summary: '正在管制的通道', response: { 200: ClosedWays, ...errors } }, config: { permit: 'event.read' } },
    async (request) => ({
      rows: (await closedWays(spine, callerOf(request))).map((row) => ({
        ...{ id: row.id, event: row.event, no: row.no, title: row.title, name: row.name, way: row.way },
        ...{ wayName: row.way_name, fromKm: row.from_km, toKm: row.to_km, line: row.line },
        ...{ state: row.state as 'closed' | 'lifting', since: row.since.toISOString(), unitName: row.unit_name },
        ...{ handed: row.handed !== null, over: row.over },
      })),
      at: spine.clock.now().toISOString(),
    }),
  )
  orderRoutes(app, desk)
  endRoutes(app, desk)
}

function orderRoutes(app: App, desk: Desk): void {
  const config = { permit: 'work-order.act' } as const
  const response = { 200: WorkOrder, ...errors }
  const asked = (request: FastifyRequest<{ Params: { id: string } }>) =>
    ({ action: 'progress', id: request.params.id, version: undefined }) as const
  app.post(
    '/api/v1/work-orders/:id/way-close',
    { schema: { summary: '下达通行管制', params: OrderId, body: CloseWayBody, response }, config },
    (request) => act(desk, request, asked(request), (one) => closeWay(one, request.body)),
  )
  app.post(
    '/api/v1/work-orders/:id/way-needless',
    { schema: { summary: '写明不需要管制', params: OrderId, body: NeedlessBody, response }, config },
    (request) => act(desk, request, asked(request), (one) => needlessWay(one, request.body)),
  )
  app.post(
    '/api/v1/work-orders/:id/way-tell',
    { schema: { summary: '登记已通知', params: OrderId, body: TellBody, response }, config },
    (request) => act(desk, request, asked(request), (one) => tellWay(one, request.body)),
  )
}

function endRoutes(app: App, { spine }: Desk): void {
  const response = { 200: Done, ...errors }
  const run = (request: FastifyRequest<{ Params: { id: string } }>, work: (tx: Tx, seen: Seen) => Promise<void>) =>
    write(spine, request, async (tx) => {
      const { id } = request.params
      await work(tx, await lockSeen(tx, request, id))
      return { id, state: (await wayById(tx, id))!.state }
    })
  app.post(
    '/api/v1/way-closures/:id/ask-lift',
    { schema: { summary: '申请解除管制', params: Id, body: AskLiftBody, response }, config: { permit: 'work-order.act' } },
    (request) => run(request, (tx, seen) => askLift(tx, seen, request.body)),
  )
  app.post(
    '/api/v1/way-closures/:id/lift',
    { schema: { summary: '确认或不同意解除管制', params: Id, body: LiftBody, response }, config: { permit: 'event.check' } },
    (request) => run(request, (tx, seen) => liftWay(tx, seen, request.body)),
  )
  app.post(
    '/api/v1/way-closures/:id/hand-over',
    { schema: { summary: '未解除先移交', params: Id, body: HandOverBody, response }, config: { permit: 'event.check' } },
    (request) => run(request, (tx, seen) => handOver(tx, seen, request.body)),
  )
}

/** The closing of a case the caller sees, the case locked: its own, or the one that was merged into. */
async function lockSeen(tx: Tx, request: FastifyRequest, id: string): Promise<Seen> {
  const caller = callerOf(request)
  const known = await wayById(tx, id)
  const home = known && (await caseOf(tx, known.event))
  const sees = home && ((await visibleEvent(tx, caller, home)) || (await visibleEvent(tx, caller, known.event)))
  const event = sees ? await lockEvent(tx, home) : null
  const row = event && (await wayById(tx, id))
  if (!event || !row) throw new RefusalError({ code: 'thing.not-found' })
  // Merged or split off since: whoever looks again sees where it is now.
  if ((await caseOf(tx, row.event)) !== event.id) throw new RefusalError({ code: 'way.state', details: { state: row.state } })
  return { caller, event, row }
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DeliveryList, DeliveryRow } from '../../../../contract/mapped-feed.ts'
import { errorSheet } from '../../../city/sheet/error-sheet.ts'
import { pageOf, parseCursor } from '../../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import { bringFile, mostBytes } from './bring-file.ts'
import type { MappedDeps } from './deps.ts'
import { showDelivery } from './show.ts'
import { deliveryById, faultsOf, readDeliveries } from './store-deliveries.ts'
import { feedById, visibleFeed } from './store-feeds.ts'
import type { Delivery, MappedFeed } from './types.ts'

const Id = z.object({ id: z.string().max(80) })
const Uuid = z.object({ id: z.uuid() })
const One = z.object({ id: z.string().max(80), delivery: z.uuid() })
const Name = z.object({ name: z.string().min(1).max(200).default('file') })
const Page = z.object({ cursor: z.string().max(120).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
const file = z.any().meta({ type: 'string', format: 'binary' })
const key = { permit: 'key' } as const
const brought = { 202: DeliveryRow, ...errors }
/** Files of one feed in ten minutes. */
const fileLimit = { limit: 120, ms: 600_000 }
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })

/** Files come in, from people and from systems; what became of them, and the rows that were not taken. */
export async function fileFeedRoutes(app: App, deps: MappedDeps): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    bringRoutes(scope, deps)
  })
  peopleRoutes(app, deps)
  keyRoutes(app, deps)
}

function bringRoutes(app: App, { spine, zone }: MappedDeps): void {
  const window = createSlidingWindow(fileLimit)
  const bring = async (request: FastifyRequest, reply: FastifyReply, feed: MappedFeed, origin: Delivery['origin']) => {
    const seconds = window.take(feed.id, spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const { actor } = callerOf(request)
    const data = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const { name } = request.query as z.infer<typeof Name>
    const id = await spine.transaction(actor, (tx) => bringFile(tx, feed, { data, name, by: actor.name ?? actor.id, origin }))
    return reply.status(202).send(showDelivery((await deliveryById(spine, id))!, zone))
  }
  const schema = { summary: '送文件', params: Id, querystring: Name, response: brought }
  app.post(
    '/api/v1/mapped-feeds/:id/files',
    { schema, config: { permit: 'feed.change' }, bodyLimit: mostBytes },
    async (request, reply) => {
      const feed = await visibleFeed(spine, callerOf(request), request.params.id)
      if (!feed) throw notFound()
      return bring(request, reply, feed, 'upload')
    },
  )
  app.post(
    '/api/v1/file-feeds/:id/files',
    { schema: { ...schema, summary: '系统送文件' }, config: key, bodyLimit: mostBytes },
    async (request, reply) => bring(request, reply, await feedOfKey(spine, request, request.params.id), 'key'),
  )
}

/** The feed a key may bring something to; any other is not there. */
export async function feedOfKey(spine: MappedDeps['spine'], request: FastifyRequest, id: string): Promise<MappedFeed> {
  const caller = callerOf(request)
  if (caller.postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
  const feed = await feedById(spine, id)
  if (feed?.key !== caller.actor.id) throw notFound()
  return feed
}

function peopleRoutes(app: App, { spine, zone }: MappedDeps): void {
  app.get(
    '/api/v1/mapped-feeds/:id/deliveries',
    {
      schema: { summary: '收到的文件与取数', params: Id, querystring: Page, response: { 200: DeliveryList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const feed = await visibleFeed(spine, callerOf(request), request.params.id)
      if (!feed) throw notFound()
      const lines = await readDeliveries(spine, feed.id, { after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(lines, limit, ({ at, id }) => ({ at, id }))
      return { rows: rows.map((one) => showDelivery(one, zone)), next, at: spine.clock.now().toISOString() }
    },
  )
  app.get(
    '/api/v1/deliveries/:id/faults',
    { schema: { summary: '没有收下的行', params: Uuid, response: { 200: file, ...errors } }, config: { permit: 'feed.read' } },
    async (request, reply) => {
      const delivery = await deliveryById(spine, request.params.id)
      if (!delivery || !(await visibleFeed(spine, callerOf(request), delivery.feed))) throw notFound()
      return sendFaults(reply, spine, { delivery, zone })
    },
  )
}

function keyRoutes(app: App, { spine, zone }: MappedDeps): void {
  const own = async (request: FastifyRequest, { id, delivery }: z.infer<typeof One>): Promise<Delivery> => {
    const feed = await feedOfKey(spine, request, id)
    const found = await deliveryById(spine, delivery)
    if (found?.feed !== feed.id) throw notFound()
    return found
  }
  app.get(
    '/api/v1/file-feeds/:id/files/:delivery',
    { schema: { summary: '系统查文件处理到哪里', params: One, response: { 200: DeliveryRow, ...errors } }, config: key },
    async (request) => showDelivery(await own(request, request.params), zone),
  )
  app.get(
    '/api/v1/file-feeds/:id/files/:delivery/faults',
    { schema: { summary: '系统取没有收下的行', params: One, response: { 200: file, ...errors } }, config: key },
    async (request, reply) => sendFaults(reply, spine, { delivery: await own(request, request.params), zone }),
  )
}

async function sendFaults(
  reply: FastifyReply,
  spine: MappedDeps['spine'],
  { delivery, zone }: { delivery: Delivery; zone: string },
): Promise<FastifyReply> {
  const faults = await faultsOf(spine, delivery.id)
  if (faults.length === 0 || !delivery.face) throw notFound()
  const { bytes, type, ending } = errorSheet({ faults, columns: delivery.columns, face: delivery.face, zone })
  void reply
    .type(type)
    .header('content-disposition', `attachment; filename="errors.${ending}"`)
    .header('x-content-type-options', 'nosniff')
  return reply.send(Buffer.from(bytes))
}

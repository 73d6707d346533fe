import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError, toProblem } from '../../../kernel/result.ts'
import type { MappedDeps } from './deps.ts'
import { feedsOfKey } from './store-feeds.ts'
import { type EntityTaken, feedFor, takeEntities } from './take-entities.ts'
import type { MappedFeed } from './types.ts'

/** Entities of one message. */
const mostEntities = 500
const busyS = 2

const Batch = z.array(z.unknown()).min(1).max(mostEntities)
const Notification = z.looseObject({ id: z.string().max(200), type: z.literal('Notification'), data: Batch })
const Result = z
  .object({
    success: z.array(z.string()),
    errors: z.array(
      z.object({
        entityId: z.string(),
        error: z.object({ type: z.string(), title: z.string(), detail: z.string(), status: z.number() }),
      }),
    ),
  })
  .meta({ id: 'BatchOperationResult' })
const config = { permit: 'key' } as const

/** What context brokers say: entities of the NGSI-LD API, mapped by the feed of the key. Nothing is kept but the readings. */
export async function ngsiRoutes(app: App, deps: MappedDeps): Promise<void> {
  // In a scope of its own: brokers send JSON-LD, which is JSON to us; contexts are never fetched.
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.addContentTypeParser('application/ld+json', { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'))
    addRoutes(scope, deps)
  })
}

function addRoutes(app: App, deps: MappedDeps): void {
  const response = { 201: z.array(z.string()), 204: z.null(), 207: Result, ...errors }
  app.post(
    '/api/v1/ngsi-ld/entities',
    { schema: { summary: 'NGSI-LD：送一个实体', body: z.looseObject({}), response }, config },
    async (request, reply) => {
      const [taken] = await take(deps, request, { entities: [request.body], name: 'entities' })
      if (taken!.refusal) throw new RefusalError(taken!.refusal)
      return reply.status(201).send([taken!.id])
    },
  )
  app.post(
    '/api/v1/ngsi-ld/entityOperations/upsert',
    { schema: { summary: 'NGSI-LD：送一批实体', body: Batch, response }, config },
    async (request, reply) => answer(reply, await take(deps, request, { entities: request.body, name: 'entityOperations' })),
  )
  app.post(
    '/api/v1/ngsi-ld/notifications',
    { schema: { summary: 'NGSI-LD：收订阅通知', body: Notification, response }, config },
    async (request, reply) => answer(reply, await take(deps, request, { entities: request.body.data, name: 'notifications' })),
  )
}

async function take(
  deps: MappedDeps,
  request: FastifyRequest,
  { entities, name }: { entities: readonly unknown[]; name: string },
): Promise<EntityTaken[]> {
  const { actor } = callerOf(request)
  const feeds = await feedsOf(deps, request)
  if (deps.ingest.pressure.level() !== 'free') throw new RefusalError({ code: 'ingest.busy', details: { seconds: busyS } })
  const bytes = Number(request.headers['content-length'] ?? 0) || 0
  const given = { name, by: actor.name ?? actor.id, bytes }
  if (feeds.length === 1) return takeEntities(deps, feeds[0]!, { ...given, entities })
  const taken: EntityTaken[] = []
  const wanted = entities.map((entity) => feedFor(feeds, entity))
  for (const feed of feeds) {
    const places = wanted.flatMap((one, place) => (one === feed ? [place] : []))
    if (places.length === 0) continue
    const own = await takeEntities(deps, feed, { ...given, entities: places.map((place) => entities[place]) })
    for (const [n, place] of places.entries()) taken[place] = own[n]!
  }
  return taken
}

/** The feeds of the key that are on, the oldest first. */
async function feedsOf({ spine }: MappedDeps, request: FastifyRequest): Promise<MappedFeed[]> {
  const caller = callerOf(request)
  if (caller.postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
  const feeds = await feedsOfKey(spine, caller.actor.id, 'ngsi-ld')
  if (feeds.length === 0) throw new RefusalError({ code: 'thing.not-found' })
  const on = feeds.filter((feed) => feed.on)
  if (on.length === 0) throw new RefusalError({ code: 'feed.closed' })
  return on
}

/** 204 when everything was taken, else which were and why the others were not. */
function answer(reply: FastifyReply, taken: EntityTaken[]): FastifyReply {
  const failed = taken.flatMap(({ id, refusal }) => (refusal ? [{ id, problem: toProblem(refusal) }] : []))
  if (failed.length === 0) return reply.status(204).send(null)
  return reply.status(207).send({
    success: taken.filter(({ refusal }) => refusal === null).map(({ id }) => id),
    errors: failed.map(({ id, problem: { code, en, zh, status } }) => ({
      entityId: id,
      error: { type: `https://uri.etsi.org/ngsi-ld/errors/BadRequestData`, title: en, detail: `${code} ${zh}`, status },
    })),
  })
}

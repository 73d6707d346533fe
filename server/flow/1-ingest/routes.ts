import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CloudEvent, ReadingIn } from '../../../contract/reading.ts'
import type { App } from '../../kernel/http.ts'
import { callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import type { Accepted, Ingest } from './accept.ts'
import { devicesOfKey } from './store.ts'

const Answer = z
  .object({ accepted: z.number(), duplicates: z.number(), refused: z.array(z.object({ id: z.string(), code: z.string() })) })
  .meta({ id: 'Ingested' })

/** CloudEvents 1.0.2 over HTTP: structured, batch and binary. The key's device list decides what may be said. */
export async function ingestRoutes(app: App, { spine, ingest }: { spine: Spine; ingest: Ingest }): Promise<void> {
  app.addContentTypeParser(
    ['application/cloudevents+json', 'application/cloudevents-batch+json'],
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  )
  app.post(
    '/api/v1/cloudevents',
    {
      schema: { summary: '设备与系统以 CloudEvents 上报读数', body: z.unknown(), response: { 202: Answer, ...errors } },
      config: { permit: 'key' },
    },
    async (request, reply) => {
      const events = eventsOf(request)
      const caller = callerOf(request)
      const allowed = await devicesOfKey(spine, { id: caller.actor.id, kind: caller.postKind.slice('key-'.length) })
      const results = await Promise.all(events.map((event) => takeOne(ingest, event, allowed, caller.actor.id)))
      // One bad event of a batch must not hide the good ones; a single one answers with its own refusal.
      const only = results[0]
      if (events.length === 1 && only && !only.result.ok) throw new RefusalError(only.result.refusal)
      return reply.status(202).send({
        accepted: results.reduce((sum, { result }) => sum + (result.ok ? result.stored : 0), 0),
        duplicates: results.reduce((sum, { result }) => sum + (result.ok ? result.duplicates : 0), 0),
        refused: results.flatMap(({ id, result }) => (result.ok ? [] : [{ id, code: result.refusal.code }])),
      })
    },
  )
}

function eventsOf(request: FastifyRequest): CloudEvent[] {
  const headers = request.headers
  const binary = typeof headers['ce-specversion'] === 'string'
  const given = binary
    ? [
        {
          specversion: headers['ce-specversion'],
          id: decoded(headers['ce-id']),
          source: decoded(headers['ce-source']),
          type: decoded(headers['ce-type']),
          subject: decoded(headers['ce-subject']),
          time: headers['ce-time'],
          data: request.body,
        },
      ]
    : Array.isArray(request.body)
      ? request.body
      : [request.body]
  if (given.length === 0 || given.length > 500)
    throw new RefusalError({ code: 'input.malformed', details: { path: '/', reason: `${given.length} events` } })
  return given.map((one, index) => {
    const parsed = CloudEvent.safeParse(JSON.parse(JSON.stringify(one)))
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]!
    throw new RefusalError({
      code: 'input.malformed',
      details: { path: `/${index}/${issue.path.join('/')}`, reason: issue.message },
    })
  })
}

/** Binary headers carry non-ASCII text percent-encoded (CloudEvents HTTP binding 3.1.3.2). */
function decoded(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  try {
    return decodeURIComponent(header)
  } catch {
    throw new RefusalError({ code: 'input.malformed', details: { path: '/headers', reason: 'percent-encoding' } })
  }
}

async function takeOne(
  ingest: Ingest,
  event: CloudEvent,
  allowed: Set<string>,
  source: string,
): Promise<{ id: string; result: Accepted }> {
  const device = event.subject ?? event.source.split('/').at(-1) ?? ''
  const payload = JSON.stringify(event)
  const refused = async (refusal: Extract<Accepted, { ok: false }>['refusal']): Promise<{ id: string; result: Accepted }> => {
    await ingest.refuse({ channel: 'http', source, code: refusal.code, details: refusal.details ?? {}, payload, area: null })
    return { id: event.id, result: { ok: false, refusal } }
  }
  if (event.type !== 'zhili.reading') return refused({ code: 'reading.malformed', details: { reason: `type ${event.type}` } })
  const data = (event.data ?? {}) as Record<string, unknown>
  const reading = ReadingIn.safeParse({
    at: data.at ?? event.time,
    ...(data.seq === undefined ? {} : { seq: data.seq }),
    values: data.values,
  })
  if (!reading.success)
    return refused({
      code: 'reading.malformed',
      details: { reason: `${reading.error.issues[0]!.path.join('.')}: ${reading.error.issues[0]!.message}` },
    })
  if (!allowed.has(device)) return refused({ code: 'reading.not-allowed', details: { device } })
  return {
    id: event.id,
    result: await ingest.accept({ device, channel: 'http', source: device, payload, readings: [reading.data] }),
  }
}

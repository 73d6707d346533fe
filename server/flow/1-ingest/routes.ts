import { z } from 'zod'
import { type CloudEvent, ReadingIn, ReceiptIn } from '../../../contract/reading.ts'
import type { App } from '../../kernel/http.ts'
import { callerOf, errors } from '../../kernel/http.ts'
import { type Refusal, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import type { Ingest, Message } from './accept.ts'
import { costOf } from './pressure.ts'
import { eventIdOf } from './rules/event-id-of.ts'
import { badReading, badReadingOf } from './rules/parse-readings.ts'
import { type Entry, readEvents } from './rules/read-events.ts'
import { devicesOfKey } from './store.ts'
import { type Accepted, isUrgent } from './types.ts'

const Answer = z
  .object({ accepted: z.number(), duplicates: z.number(), refused: z.array(z.object({ id: z.string(), code: z.string() })) })
  .meta({ id: 'Ingested' })

type Deps = { spine: Spine; ingest: Ingest }
type Taken = { id: string; result: Accepted }

/** CloudEvents 1.0.2 over HTTP: structured, batch and binary. The key's device list decides what may be said. */
export async function ingestRoutes(app: App, deps: Deps): Promise<void> {
  // In a scope of its own: what cannot even be parsed must come through to be kept in the quarantine.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    cloudEvents(scope as unknown as App, deps)
    webhookHandshake(scope as unknown as App)
  })
}

function cloudEvents(app: App, { spine, ingest }: Deps): void {
  app.post(
    '/api/v1/cloudevents',
    {
      schema: { summary: '设备与系统以 CloudEvents 上报读数和回执', body: z.unknown(), response: { 202: Answer, ...errors } },
      config: { permit: 'key' },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const source = caller.actor.id
      const body = typeof request.body === 'string' ? request.body : ''
      const read = readEvents(request.headers, body)
      if (!read.ok) {
        await keepRefused(ingest, { source, payload: body, refusal: read.refusal })
        throw new RefusalError(read.refusal)
      }
      const allowed = await devicesOfKey(spine, { id: source, kind: caller.postKind.slice('key-'.length) })
      const release = ingest.pressure.hold(costOf(body))
      const results = await takeAll(ingest, read.entries, { allowed, source }).finally(release)
      // One bad event of a batch must not hide the good ones; a single one answers with its own refusal.
      const only = results[0]
      if (results.length === 1 && only && !only.result.ok) throw new RefusalError(only.result.refusal)
      return reply.status(202).send({
        accepted: results.reduce((sum, { result }) => sum + (result.ok ? result.stored : 0), 0),
        duplicates: results.reduce((sum, { result }) => sum + (result.ok ? result.duplicates : 0), 0),
        refused: results.flatMap(({ id, result }) => (result.ok ? [] : [{ id, code: result.refusal.code }])),
      })
    },
  )
}

/** Who asks, as a name of the DNS. */
const Asking = z.object({
  'webhook-request-origin': z.string().regex(/^[a-z0-9*](?:[a-z0-9.*-]{0,251}[a-z0-9])?(?::\d{1,5})?$/i),
})

/**
 * HTTP 1.1 Web Hooks for Event Delivery 1.0: a sender asks before it sends, and is told that it may. It says nothing of keys: what it sends must
 * bring one all the same. A callback address is never called: who may be asked to call anybody can be made to.
 */
function webhookHandshake(app: App): void {
  const response = { 200: z.literal(''), ...errors }
  app.options(
    '/api/v1/cloudevents',
    { schema: { summary: 'CloudEvents 投递前的询问（webhook 握手）', headers: Asking, response }, config: { permit: 'public' } },
    async (request, reply) =>
      reply
        .header('allow', 'POST, OPTIONS')
        .header('webhook-allowed-origin', request.headers['webhook-request-origin'])
        .header('webhook-allowed-rate', '*')
        .send(''),
  )
}

const keepRefused = (ingest: Ingest, { source, payload, refusal }: { source: string; payload: string; refusal: Refusal }) =>
  ingest.refuse({ channel: 'http', source, code: refusal.code, details: refusal.details ?? {}, payload, area: null })

type Key = { allowed: Map<string, string>; source: string }

/** The good readings together in one commit; receipts and refusals one after another: a batch of them takes one connection, not all. */
async function takeAll(ingest: Ingest, entries: Entry[], key: Key): Promise<Taken[]> {
  const read = entries.map(({ id, payload, ...said }) => {
    if (!('event' in said)) return { id, payload, aim: said }
    const aim = aimOf(said.event, key.allowed)
    if (!('reading' in aim)) return { id, payload, aim }
    const event = eventIdOf(key.source, said.event)
    return { id, payload, aim: { message: messageOf(ingest, { ...aim, payload, event }, key) } }
  })
  needEase(
    ingest,
    read.map(({ aim }) => aim),
  )
  let before: Promise<unknown> = Promise.resolve()
  const receive = (device: string, receipt: ReceiptIn): Promise<Accepted> => {
    const result = before.then(() => ingest.receipt(device, 'http', receipt))
    before = result.catch(() => undefined) // the caller of this one hears of it
    return result
  }
  const results = await Promise.all(
    read.map(async ({ id, aim }): Promise<Taken> => {
      if ('refusal' in aim) return { id, result: { ok: false, refusal: aim.refusal } }
      if ('receipt' in aim) return { id, result: await receive(aim.device, aim.receipt) }
      return { id, result: await ingest.accept(aim.message) }
    }),
  )
  for (const { payload, aim } of read)
    if ('refusal' in aim) await keepRefused(ingest, { source: key.source, payload, refusal: aim.refusal })
  return results
}

function messageOf(
  ingest: Ingest,
  { device, payload, event, reading }: { device: string; payload: string; event: string; reading: ReadingIn },
  { allowed, source }: Key,
): Message {
  const about = { kind: allowed.get(device) ?? '', readings: [reading] }
  return { device, channel: 'http', source: device, payload, event, via: source, ...about, lane: ingest.laneOf(about) }
}

/** In a storm the sender comes again later, unless something of it may be red or orange, or says that a command was heard. */
function needEase(ingest: Ingest, aims: (Exclude<Aim, { reading: unknown }> | { message: Message })[]): void {
  const level = ingest.pressure.level()
  if (level === 'free') return
  const grave = aims.some((aim) => 'receipt' in aim || ('message' in aim && isUrgent(aim.message.lane)))
  if (level === 'full' || !grave) throw new RefusalError({ code: 'ingest.busy', details: { seconds: busyS } })
}
const busyS = 2

type Aim = { device: string; reading: ReadingIn } | { device: string; receipt: ReceiptIn } | { refusal: Refusal }

/** What an event says of which device, or why it is not taken. */
function aimOf(event: CloudEvent, allowed: Map<string, string>): Aim {
  const device = event.subject ?? event.source.split('/').at(-1) ?? ''
  const said = event.type === 'zhili.reading' ? readingOf(event) : event.type === 'zhili.receipt' ? receiptOf(event) : null
  if (!said) return { refusal: badReading('/type', 'type.unknown', { name: event.type }) }
  if (!('refusal' in said) && !allowed.has(device)) return { refusal: { code: 'reading.not-allowed', details: { device } } }
  return { device, ...said }
}

function readingOf({ data, time }: CloudEvent): { reading: ReadingIn } | { refusal: Refusal } {
  const { at, seq, values } = (data ?? {}) as Record<string, unknown>
  const parsed = ReadingIn.safeParse({ at: at ?? time, ...(seq === undefined ? {} : { seq }), values })
  return parsed.success ? { reading: parsed.data } : { refusal: badReadingOf(parsed.error, ['data']) }
}

function receiptOf({ data }: CloudEvent): { receipt: ReceiptIn } | { refusal: Refusal } {
  const parsed = ReceiptIn.safeParse(data)
  return parsed.success ? { receipt: parsed.data } : { refusal: badReadingOf(parsed.error, ['data']) }
}

import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { Actor } from '../../contract/actor.ts'
import { reasonOf } from '../../contract/issue-reason.ts'
import type { Permit, Sight } from '../../contract/permit.ts'
import { Problem } from '../../contract/problem.ts'
import type { ReasonCode } from '../../contract/refusal-reasons.ts'
import { isUtf8 } from './charset.ts'
import type { Config } from './config.ts'
import { uuidv7 } from './ids.ts'
import { tooDeep } from './json-depth.ts'
import { isDown, isFull } from './outside.ts'
import { malformed, type Refusal, RefusalError, toProblem } from './result.ts'
import type { Spine } from './spine.ts'

/** Who calls, what they may do and what they see. Every store read takes it. */
export type Caller = {
  actor: Actor
  person: string
  post: string
  postKind: string
  unit: string
  scope: string[]
  sight: Sight
  permits: ReadonlySet<Permit>
  session: 'person' | 'demo' | 'wall' | 'key'
  /** when the post they act by ends, where that is known; a single request needs not ask */
  until?: Date | null
}

/** What a route asks of its caller: a permit, any signed-in person (never a key), an API key, or nothing. */
export type Access = Permit | 'session' | 'key' | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    permit?: Access
    /** another permit that opens the route just as well */
    orPermit?: Permit
    /** a wall’s machine may ask too; else it asks only what `cockpit.read` opens */
    wall?: boolean
    /** a write that also works with a full disk: who cannot sign in cannot see either */
    evenWhenFull?: boolean
  }
  interface FastifyRequest {
    caller: Caller | null
  }
}

export type App = FastifyInstance<
  import('fastify').RawServerDefault,
  import('http').IncomingMessage,
  import('http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypeProvider
>

/** The signed-in caller. Throws when the route was open: a bug of ours, not of the caller. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`${request.url} has no caller`)
  return request.caller
}

/** Where the caller came in: scheme and host, as far as the proxies that are trusted say so. */
export const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

export type Identify = (request: FastifyRequest) => Promise<Caller | null>

const bodyLimit = 1_048_576

/** The HTTP application: zod in and out, one error shape, a permit on every route. Routes are added by the stages. */
export async function createApp(options: { spine: Spine; config: Config; identify: Identify }): Promise<App> {
  const { spine, config } = options
  const app = bareApp(config)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  readJson(app)
  await describeRoutes(app)
  app.decorateRequest('caller', null)
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/') && route.method !== 'HEAD' && !route.config?.permit)
      throw new Error(`route ${route.method} ${route.url} names no permit`)
  })
  app.addHook('onRequest', async (request) => guard(request, options.identify))
  app.addHook('onRequest', async (request) => {
    const { permit, evenWhenFull } = request.routeOptions.config ?? {}
    if (permit && unsafe.has(request.method) && !evenWhenFull && !spine.hasRoom()) throw new RefusalError({ code: 'store.full' })
  })
  app.setErrorHandler(async (error, request, reply) => {
    const { headers, routeOptions } = request
    const refusal = refusalOf(error as KnownError, spine, headers['content-type'], routeOptions.bodyLimit)
    const problem = toProblem(refusal, config.CITY_ZONE)
    if (problem.status >= 500) spine.log.error({ err: error, url: request.url, id: refusal.details?.id }, 'request failed')
    if (refusal.code === 'input.too-many' || refusal.code === 'ingest.busy')
      void reply.header('retry-after', String(refusal.details?.seconds ?? 60))
    if (problem.status === 413) await drain(request.raw)
    return reply.status(problem.status).send(problem)
  })
  app.setNotFoundHandler((_request, reply) => {
    const problem = toProblem({ code: 'route.not-found' })
    return reply.status(problem.status).send(problem)
  })
  return app
}

/** More than this is not read of a body that is too large; it costs a connection and no memory. */
const drainLimit = { bytes: 16 * 1_048_576, ms: 30_000 }

/** Reads on and throws away, within bounds: a connection closed over bytes nobody read is reset, and the answer is lost with it. */
export async function drain(body: Readable): Promise<void> {
  const enough = new AbortController()
  let bytes = 0
  const count = (chunk: Buffer): void => {
    bytes += chunk.length
    if (bytes > drainLimit.bytes) enough.abort()
  }
  body.on('data', count)
  const signal = AbortSignal.any([enough.signal, AbortSignal.timeout(drainLimit.ms)])
  // Also the end of patience or of the sender is an end.
  await finished(body, { signal, writable: false }).catch(() => undefined)
  body.off('data', count)
}

/** Fastify without any of our ways: HTTP/2 where there is a certificate, plain HTTP where there is none. */
function bareApp(config: Config): App {
  const tls =
    config.TLS_CERT && config.TLS_KEY
      ? {
          http2: true as const,
          https: { allowHTTP1: true, cert: readFileSync(config.TLS_CERT), key: readFileSync(config.TLS_KEY) },
        }
      : {}
  return Fastify({
    ...tls,
    bodyLimit,
    // Who is not one of these may write what they like into X-Forwarded-For.
    trustProxy: config.TRUST_PROXY ?? false,
    forceCloseConnections: true,
    // An address that cannot be decoded never reaches a route, nor the handler of errors.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const problem = toProblem(malformed('/url', 'encoding.percent'))
      return reply.status(problem.status).send(problem)
    },
  } as object).withTypeProvider<ZodTypeProvider>() as unknown as App
}

/** JSON as the framework reads it, but nothing that says it is not UTF-8. */
function readJson(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    const type = request.headers['content-type'] ?? ''
    if (!isUtf8(type)) return done(new RefusalError({ code: 'input.unsupported', details: { type } }))
    parse(request, body, (error, value) => {
      const deep = error ? null : tooDeep(value, deepestJson)
      if (deep === null) return done(error, value)
      done(new RefusalError(malformed(deep, 'json.deep', { max: deepestJson })))
    })
  })
}

/** No body of ours goes deeper than a rule: 8 conditions, each with its list, in the lists of levels and rules. */
const deepestJson = 64

/** Collects the OpenAPI document from the routes that follow. */
async function describeRoutes(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Zhili 智理', version: '1', description: 'City operation and governance platform' },
      servers: [{ url: '/' }],
    },
    // Who may knock stands beside every operation: the description and the guard cannot disagree.
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input)
      const { permit, orPermit } = input.route.config ?? {}
      return { schema: { ...schema, 'x-permit': orPermit ? `${permit} | ${orPermit}` : permit }, url }
    },
    transformObject: jsonSchemaTransformObject,
  })
}

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

async function guard(request: FastifyRequest, identify: Identify): Promise<void> {
  const { permit: access, orPermit, wall } = request.routeOptions.config ?? {}
  if (!access) return // static files and the not-found handler
  // Where only a key counts no cookie does; senders of webhooks say their own name there.
  if (access !== 'key' && unsafe.has(request.method) && !originIsOurs(request)) throw new RefusalError({ code: 'session.origin' })
  request.caller = await identify(request)
  if (access === 'public') {
    // A wall is nobody who reports, signs in or is known by name.
    if (request.caller?.session === 'wall') request.caller = null
    return
  }
  if (!request.caller) throw new RefusalError({ code: access === 'key' ? 'key.wrong' : 'session.none' })
  if (access === 'key') {
    if (request.caller.session !== 'key') throw new RefusalError({ code: 'key.wrong' })
    return
  }
  // A key belongs to a unit but is nobody of it: what any signed-in person may ask is not for keys.
  if (request.caller.session === 'key') throw new RefusalError({ code: 'session.none' })
  if (request.caller.session === 'wall' && wall) return
  if (access === 'session') {
    // A wall is nobody who is signed in.
    if (request.caller.session === 'wall') throw new RefusalError({ code: 'wall.read-only' })
    return
  }
  const { permits } = request.caller
  if (!permits.has(access) && !(orPermit && permits.has(orPermit)))
    throw new RefusalError({ code: 'permit.missing', details: { permit: access } })
}

/** A browser always sends Origin on unsafe methods; devices and servers send none, and they carry no cookie of ours. */
function originIsOurs(request: FastifyRequest): boolean {
  const origin = request.headers.origin
  if (!origin) return true
  const host = request.headers[':authority'] ?? request.headers.host
  return URL.canParse(origin) && new URL(origin).host === host
}

type Fault = { instancePath?: string; message?: string; keyword?: string; params?: Record<string, unknown> }
type KnownError = Error & { code?: string; statusCode?: number; validation?: Fault[] }

/** What can be wrong with a body before anybody reads it, by the code of the framework. */
const bodyFaults: Readonly<Record<string, ReasonCode>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json.empty',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json.broken',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body.length',
}

/** Any error as a refusal of the catalogue; `most`: bytes of a body on this route. Unknown ones are faults of ours: logged with an id the caller can read out. */
export function refusalOf(error: KnownError, spine: Spine, contentType = '', most = bodyLimit): Refusal {
  if (error instanceof RefusalError) return error.refusal
  if (error.validation) {
    const first = error.validation[0]
    const { reason, given } = reasonOf({ ...first?.params, code: first?.keyword ?? '', message: first?.message })
    return malformed(first?.instancePath || '/', reason, given)
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { code: 'input.too-large', details: { limit: `${Math.floor(most / 1_048_576)} MB` } }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { code: 'input.unsupported', details: { type: contentType } }
  if (error.statusCode === 400)
    return malformed('/', bodyFaults[error.code ?? ''] ?? (error instanceof SyntaxError ? 'json.broken' : 'unfit'))
  if (isFull(error)) return { code: 'store.full' }
  if (isDown(error)) return { code: 'store.down' }
  if (isUnfit(error)) return malformed('/', 'value.unstorable')
  return { code: 'server.fault', details: { id: uuidv7(spine.clock.now()).slice(-8) } }
}

/** Text or a number no column can hold (a NUL character, half of a surrogate pair, beyond 32 bits): the sender's to mend. */
const isUnfit = (error: KnownError): boolean => ['22021', '22P05', '22P02', '22003', '22008'].includes(error.code ?? '')

/** The error answers every route may give, for the OpenAPI document. */
export const errors = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem } as const

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { EventType } from '../../../contract/pack.ts'
import { mostRequests, readQuery } from '../../../protocols/open311/form.ts'
import type { Fault, ServiceRequest } from '../../../protocols/open311/types.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { readCode } from '../../flow/1-ingest/reports/rules/public-view.ts'
import { reportByCode } from '../../flow/1-ingest/reports/store.ts'
import { type App, errors, originOf } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow, type SlidingWindow, senderOf } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { answer, answerErrors, languageOf, needFormat, noSuch } from './answers.ts'
import { needJurisdiction } from './doors.ts'
import { type PostDeps, postRoute } from './routes-post.ts'
import { requestOf } from './rules/request.ts'
import { definitionOf, serviceOf } from './rules/service.ts'
import { readRequests, readRequestsById } from './store.ts'
import type { Language, RequestRow } from './types.ts'

export type Open311Deps = PostDeps & {
  /** the demo's own city is a test endpoint */
  demo: boolean
  /** addresses that are not counted */
  free: (address: string) => boolean
}

/** Reads of one address in ten minutes; and guesses at tokens, which are few because a look-up code opens more than a state. */
const readLimit = { limit: 600, ms: 600_000 }
const tokenLimit = { limit: 60, ms: 600_000 }
/** Most ids of one question. */
const mostIds = 100

const params = z.object({ format: z.string().max(10) })
const named = z.object({ id: z.string().max(80), format: z.string().max(200) })
const response = { 200: z.string(), ...errors }
const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Open311 GeoReport v2 over what people may report: services, requests, receipts and tokens, in XML and JSON. */
export async function open311Routes(app: App, deps: Open311Deps): Promise<void> {
  const window = createSlidingWindow(readLimit)
  await app.register(
    async (plain) => {
      const scope = plain as unknown as App
      answerErrors(scope, deps.spine)
      scope.addHook('preHandler', async (request) => {
        if (request.method === 'GET') count(deps, window, request)
        await needJurisdiction(deps.spine, jurisdictionOf(request))
      })
      discoveryRoute(scope, deps)
      serviceRoutes(scope, deps)
      requestRoutes(scope, deps)
      tokenRoute(scope, deps)
      postRoute(scope, deps)
    },
    { prefix: '/api/open311' },
  )
}

function count({ free, spine }: Open311Deps, window: SlidingWindow, request: FastifyRequest): void {
  const seconds = free(request.ip) ? 0 : window.take(senderOf(request.ip), spine.clock.now())
  if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
}

const queryOf = (request: FastifyRequest): string => request.url.split('?')[1] ?? ''
const jurisdictionOf = (request: FastifyRequest): string | null =>
  new URLSearchParams(queryOf(request)).get('jurisdiction_id')?.trim() || null

const reportable = (packs: Packs): EventType[] => packs.all().flatMap((pack) => pack.types.filter((type) => type.reportable))

function discoveryRoute(app: App, { demo }: Open311Deps): void {
  app.get(
    '/discovery.:format',
    { schema: { summary: 'Open311：接口说明', params, response }, config: { permit: 'public' } },
    async (request, reply) => {
      needFormat(request.params.format)
      const endpoint = {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${originOf(request)}/api/open311/v2`,
        changeset: null,
        type: demo ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      }
      const words = { zh: '向本市平台的安全管理员申请密钥', en: 'Ask the security administrator of this platform for a key' }
      const keys = words[languageOf(request)]
      return answer(reply, {
        kind: 'discovery',
        discovery: { changeset: null, contact: keys, key_service: keys, endpoints: [endpoint] },
      })
    },
  )
}

function serviceRoutes(app: App, { packs }: Open311Deps): void {
  app.get(
    '/v2/services.:format',
    { schema: { summary: 'Open311：可上报的服务', params, response }, config: { permit: 'public' } },
    async (request, reply) => {
      needFormat(request.params.format)
      const language = languageOf(request)
      return answer(reply, { kind: 'services', services: reportable(packs).map((type) => serviceOf(type, language)) })
    },
  )
  app.get(
    '/v2/services/:id.:format',
    { schema: { summary: 'Open311：一项服务要填什么', params: named, response }, config: { permit: 'public' } },
    async (request, reply) => {
      const code = nameOf(request.params)
      const type = reportable(packs).find(({ id }) => id === code)
      if (!type) throw noSuch()
      return answer(reply, { kind: 'definition', definition: definitionOf(type, languageOf(request)) })
    },
  )
}

/** Codes hold points, so the format is what stands behind the last one. */
function nameOf({ id, format }: z.infer<typeof named>): string {
  const [, name, last] = /^(.*)\.([^.]*)$/.exec(`${id}.${format}`)!
  needFormat(last!)
  return name!
}

function requestRoutes(app: App, { spine, packs }: Open311Deps): void {
  app.get(
    '/v2/requests.:format',
    { schema: { summary: 'Open311：公开的诉求', params, response }, config: { permit: 'public' } },
    async (request, reply) => {
      needFormat(request.params.format)
      const asked = readQuery(queryOf(request), spine.clock.now())
      const page = readPage(queryOf(request))
      const faults = [...(asked.ok ? [] : asked.errors), ...page.faults]
      if (!asked.ok || faults.length > 0) {
        void reply.status(400)
        return answer(reply, { kind: 'errors', errors: faults })
      }
      const { ids, codes, status, from, to } = asked.value
      const types = reportable(packs)
      const open = types.filter((type) => type.public && (!codes || codes.includes(type.id)))
      const one = status?.length === 1 ? status[0]! : null
      const rows = ids
        ? await byIds(spine, types, ids)
        : await readRequests(spine, { types: open.map(({ id }) => id), status: one, from, to, ...page })
      return answer(reply, { kind: 'requests', requests: told(packs, rows, languageOf(request)) })
    },
  )
  app.get(
    '/v2/requests/:id.:format',
    { schema: { summary: 'Open311：一件诉求的进展', params: named, response }, config: { permit: 'public' } },
    async (request, reply) => {
      const rows = await byIds(spine, reportable(packs), [nameOf(request.params)])
      if (rows.length === 0) throw noSuch()
      return answer(reply, { kind: 'requests', requests: told(packs, rows, languageOf(request)) })
    },
  )
}

const told = (packs: Packs, rows: RequestRow[], language: Language): ServiceRequest[] =>
  rows.map((row) => requestOf(row, packs.typeOf(row.type)?.type ?? null, language))

const byIds = (spine: Spine, types: EventType[], ids: string[]): Promise<RequestRow[]> =>
  readRequestsById(
    spine,
    ids.filter((id) => isUuid.test(id)).slice(0, mostIds),
    types.map(({ id }) => id),
  )

/** The usual extension: `page` from 1, `page_size` up to what the standard allows at once. */
function readPage(query: string): { limit: number; offset: number; faults: Fault[] } {
  const given = new URLSearchParams(query)
  const whole = (name: string, otherwise: number): number => {
    const text = given.get(name)
    return text === null ? otherwise : /^\d{1,6}$/.test(text) ? Number(text) : 0
  }
  const [page, limit] = [whole('page', 1), whole('page_size', mostRequests)]
  const faults = [
    ...(page < 1 ? ['page must be a whole number from 1'] : []),
    ...(limit < 1 || limit > mostRequests ? [`page_size must be 1 to ${mostRequests}`] : []),
  ]
  return { limit, offset: (page - 1) * limit, faults: faults.map((description) => ({ code: 400, description })) }
}

/** Every post has its id at once. What else can be exchanged for one is the look-up code a person holds in their hand. */
function tokenRoute(app: App, deps: Open311Deps): void {
  const guesses = createSlidingWindow(tokenLimit)
  app.get(
    '/v2/tokens/:id.:format',
    { schema: { summary: 'Open311：查询码换诉求编号', params: named, response }, config: { permit: 'public' } },
    async (request, reply) => {
      const token = nameOf(request.params)
      count(deps, guesses, request)
      void reply.header('cache-control', 'no-store')
      const report = await reportByCode(deps.spine, readCode(token) ?? '')
      if (report?.source !== 'citizen') throw noSuch()
      const receipt = { service_request_id: report.id, token, service_notice: null, account_id: null }
      return answer(reply, { kind: 'receipts', receipts: [receipt] })
    },
  )
}

import { z } from 'zod'
import {
  CodeDone,
  CodeFound,
  CodePost,
  CodeReason,
  CodesIssue,
  CodesIssued,
  type ObjectCode,
  ObjectCodes,
  Plates,
  PlatesQuery,
} from '../../../../contract/object-code.ts'
import { readCode } from '../../../flow/1-ingest/reports/rules/public-view.ts'
import { parseWords, wordPage } from '../../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { plateOf } from '../kinds.ts'
import { type RegisterDeps, wantedOf } from '../routes.ts'
import { countLines, readLine } from '../store.ts'
import { issueCode, issueCodes, postPlate, renewCode, revokeCode } from './codes.ts'
import { type CodeRow, codesOf, countPlates, findCode, readPlates } from './store.ts'

const Id = z.object({ id: z.string().max(80) })
const read = { permit: 'object.read' } as const
const keep = { permit: 'object.change' } as const
const done = { 200: CodeDone, ...errors }

/** Codes of objects: who has one, whose plate hangs, what is printed, and which object stands behind one. */
export async function codeRoutes(app: App, deps: RegisterDeps): Promise<void> {
  readRoutes(app, deps)
  keepRoutes(app, deps)
  postRoute(app, deps)
  platesRoute(app, deps)
}

function readRoutes(app: App, { spine }: RegisterDeps): void {
  app.get(
    '/api/v1/objects/:id/codes',
    { schema: { summary: '对象的码', params: Id, response: { 200: ObjectCodes, ...errors } }, config: read },
    async (request) => {
      const caller = callerOf(request)
      const line = await readLine(spine, caller.scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const all = (await codesOf(spine, line.id)).map(viewOf)
      const live = all.find(({ ended }) => ended === null) ?? null
      return {
        ...{ live, before: all.filter((one) => one !== live) },
        mayKeep: line.to === null && caller.permits.has('object.change'),
        mayPost: line.to === null && mayPost(caller),
      }
    },
  )
  app.get(
    '/api/v1/object-codes/:code',
    {
      schema: { summary: '扫码找对象', params: z.object({ code: z.string().max(40) }), response: { 200: CodeFound, ...errors } },
      config: read,
    },
    async (request) => {
      const found = await findCode(spine, callerOf(request).scope, readCode(request.params.code) ?? '')
      if (!found) throw new RefusalError({ code: 'thing.not-found' })
      const { ended, renewed, ...object } = found
      return { ...object, state: ended ? (renewed ? ('renewed' as const) : ('ended' as const)) : ('live' as const) }
    },
  )
}

function keepRoutes(app: App, deps: RegisterDeps): void {
  const { spine } = deps
  app.post('/api/v1/objects/:id/codes', { schema: { summary: '生成码', params: Id, response: done }, config: keep }, (request) =>
    write(spine, request, (tx) => issueCode(tx, callerOf(request), request.params.id)),
  )
  app.post(
    '/api/v1/objects/:id/codes/renew',
    { schema: { summary: '更换码', params: Id, body: CodeReason, response: done }, config: keep },
    (request) => write(spine, request, (tx) => renewCode(tx, callerOf(request), request.params.id, request.body)),
  )
  app.post(
    '/api/v1/objects/:id/codes/end',
    { schema: { summary: '停用码', params: Id, body: CodeReason, response: done }, config: keep },
    (request) => write(spine, request, (tx) => revokeCode(tx, callerOf(request), request.params.id, request.body)),
  )
  app.post(
    '/api/v1/object-codes/issue',
    {
      schema: { summary: '按筛选批量生成码', body: CodesIssue, response: { 200: CodesIssued, ...errors } },
      config: keep,
    },
    (request) =>
      write(spine, request, async (tx) => {
        const wanted = await wantedOf(deps, callerOf(request), { ...request.body, view: 'in-force' })
        const issued = await issueCodes(tx, wanted)
        return { issued, left: await countLines(tx, { ...wanted, coded: 'none' }) }
      }),
  )
}

/** Who hangs plates: keepers of the register, and whoever goes there and reports. */
const mayPost = ({ permits }: Pick<Caller, 'permits'>): boolean => permits.has('object.change') || permits.has('report.send')

function postRoute(app: App, { spine }: RegisterDeps): void {
  app.post(
    '/api/v1/objects/:id/codes/post',
    { schema: { summary: '码牌已上墙', params: Id, body: CodePost, response: done }, config: read },
    (request) =>
      write(spine, request, (tx) => {
        const caller = callerOf(request)
        if (!mayPost(caller)) throw new RefusalError({ code: 'permit.missing', details: { permit: 'object.change' } })
        return postPlate(tx, caller, request.params.id, request.body)
      }),
  )
}

function platesRoute(app: App, deps: RegisterDeps): void {
  const { spine, packs } = deps
  app.get(
    '/api/v1/object-plates',
    { schema: { summary: '要打印的码牌', querystring: PlatesQuery, response: { 200: Plates, ...errors } }, config: read },
    async (request) => {
      const { cursor, limit, object, unposted, ...wish } = request.query
      const wanted = await wantedOf(deps, callerOf(request), { ...wish, view: 'in-force' })
      const asked = { wanted, object: object ?? null, unposted: unposted === 'yes' }
      const after = parseWords(cursor, 1)?.[0] ?? null
      const lines = await readPlates(spine, asked, { after, limit: limit + 1 })
      const { rows, next } = wordPage(lines, limit, ({ number }) => [number])
      const kinds = Object.fromEntries([...new Set(rows.map(({ kind }) => kind))].map((kind) => [kind, plateOf(packs, kind)]))
      return { kinds, rows, base: deps.publicUrl ?? null, next, total: await countPlates(spine, asked) }
    },
  )
}

const viewOf = (row: CodeRow): ObjectCode => ({
  ...{ id: row.id, code: row.code, issuedAt: row.issued_at.toISOString(), issuedBy: row.issued_by },
  posted:
    row.posted_at === null
      ? null
      : { at: row.posted_at.toISOString(), by: row.posted_by!, where: row.posted_where!, file: row.posted_file },
  ended: row.ended_at === null ? null : { at: row.ended_at.toISOString(), reason: row.end_reason ?? '', renewed: row.renewed },
})

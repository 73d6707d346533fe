import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SheetLook, SheetTaken } from '../../../contract/object-sheet.ts'
import { ObjectWish } from '../../../contract/register.ts'
import { errorSheet } from '../../city/sheet/error-sheet.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, RefusalError, toProblem } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import { exportSheet } from './export.ts'
import { knownKind } from './kinds.ts'
import { planSheet, type SheetPlan } from './plan-sheet.ts'
import { type RegisterDeps, wantedOf } from './routes.ts'
import { takeSheet } from './take-sheet.ts'

/** What one sheet may weigh; 40,000 objects with thirty columns are about half of it. */
const mostBytes = 20 * 1_048_576
/** Sheets one person may have looked at in ten minutes: each costs seconds. */
const lookLimit = { limit: 40, ms: 600_000 }
/** So many faults and changes stand in a preview; the sheet of errors has them all. */
const shown = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({ kind: z.string().max(60), name: z.string().trim().min(1).max(200).default('sheet') })
const config = { permit: 'object.change' } as const
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Sheets of the register: handed out, looked at, taken whole or not at all, and their errors back. */
export async function sheetRoutes(app: App, deps: RegisterDeps): Promise<void> {
  exportRoutes(app, deps)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    importRoutes(scope, deps)
  })
}

function exportRoutes(app: App, deps: RegisterDeps): void {
  const Query = ObjectWish.extend({ kind: z.string().max(60), lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/objects.${as}`,
      {
        schema: {
          summary: `导出对象台账（${as.toUpperCase()}，可改后导回）`,
          querystring: Query,
          response: { 200: file, ...errors },
        },
        config: { permit: 'object.read' },
      },
      async (request, reply) => {
        const { lang: language, ...wish } = request.query
        const kind = knownKind(deps.packs, wish.kind)
        const wanted = await wantedOf(deps, callerOf(request), wish)
        const bytes = await exportSheet(deps.spine, kind, wanted, { as, language })
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="objects-${kind.kind}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

function importRoutes(app: App, deps: RegisterDeps): void {
  const { spine } = deps
  const zone = deps.zone
  const window = createSlidingWindow(lookLimit)
  const plan = async (request: FastifyRequest): Promise<SheetPlan> => {
    const caller = callerOf(request)
    const seconds = window.take(caller.person, spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    return planSheet(deps, caller, { kind: (request.query as z.infer<typeof Asked>).kind, bytes })
  }
  const post = { config, bodyLimit: mostBytes }

  app.post(
    '/api/v1/object-sheets/look',
    { schema: { summary: '预览导入：会登记、变更多少', querystring: Asked, response: { 200: SheetLook, ...errors } }, ...post },
    async (request) => lookOf(await plan(request), zone),
  )
  app.post(
    '/api/v1/object-sheets/errors',
    { schema: { summary: '导入的错误表', querystring: Asked, response: { 200: file, ...errors } }, ...post },
    async (request, reply) => {
      const { faults, columns, face } = await plan(request)
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns, face, zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
  app.post(
    '/api/v1/object-sheets/take',
    {
      schema: {
        summary: '导入预览过的表格',
        querystring: Asked.extend({ digest: z.string().length(64) }),
        response: { 200: SheetTaken, ...errors },
      },
      ...post,
    },
    // Taken twice it changes nothing the second time: no idempotency key is needed, and no answer kept.
    async (request) => {
      const found = await plan(request)
      if (found.refused > 0 || found.digest !== request.query.digest) throw new RefusalError({ code: 'object.sheet-moved' })
      const caller = callerOf(request)
      const name = plainText(request.query.name).slice(0, 120) || 'sheet'
      await takeSheet(spine, found, { actor: caller.actor, name, demo: deps.demo, area: caller.scope[0] ?? null })
      return { registered: found.fresh.length, changed: found.changed.length, unchanged: found.unchanged }
    },
  )
}

function lookOf(plan: SheetPlan, zone: string): z.infer<typeof SheetLook> {
  const { rows, fresh, changed, unchanged, refused, faults, unknown, digest } = plan
  return {
    ...{ rows, registered: fresh.length, changed: changed.length, unchanged, refused, unknown, digest },
    faults: faults.slice(0, shown).map(({ n, refusal }) => {
      const { zh, en } = toProblem(refusal, zone)
      return { row: n, zh, en }
    }),
    sample: [
      ...changed.slice(0, shown).map(({ before, entry, changes }) => ({ code: before.code, name: entry.name, changes })),
      ...fresh.slice(0, Math.max(0, shown - changed.length)).map(({ code, name }) => ({ code, name, changes: null })),
    ],
  }
}

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { TicketSheetLook, TicketSheetTaken } from '../../../../contract/ticket-sheet.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { errorSheet } from '../../../city/sheet/error-sheet.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError, toProblem } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { planTicketSheet, type TicketPlan } from './plan-sheet.ts'
import type { Told } from './take.ts'
import { takeTicketSheet } from './take-sheet.ts'

type Deps = { spine: Spine; packs: Packs; demo: boolean; zone: string }

/** What one sheet may weigh: 5,000 tickets are about a tenth of it. */
const mostBytes = 5 * 1_048_576
/** Sheets one person may have looked at in ten minutes. */
const lookLimit = { limit: 40, ms: 600_000 }
/** So many faults stand in a preview; the sheet of errors has them all. */
const shown = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({ pack: z.string().max(60), name: z.string().trim().min(1).max(200).default('sheet') })
// Whoever voids what was written by mistake also enters what no gate told.
const post = { config: { permit: 'feed.repair' }, bodyLimit: mostBytes } as const

/** Sheets of tickets no gate told: looked at, taken whole or not at all, and their errors back. */
export async function ticketSheetRoutes(app: App, deps: Deps): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    sheetRoutes(scope, deps)
  })
}

function sheetRoutes(app: App, deps: Deps): void {
  const { spine, zone } = deps
  const planOf = planner(deps)
  app.post(
    '/api/v1/ticket-sheets/look',
    {
      schema: { summary: '预览导入联单：开出、闭合多少', querystring: Asked, response: { 200: TicketSheetLook, ...errors } },
      ...post,
    },
    async (request) => lookOf((await planOf(request)).plan, zone),
  )
  app.post(
    '/api/v1/ticket-sheets/errors',
    { schema: { summary: '导入联单的错误表', querystring: Asked, response: { 200: file, ...errors } }, ...post },
    async (request, reply) => {
      const { faults, columns, face } = (await planOf(request)).plan
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns, face, zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
  const Taking = Asked.extend({ digest: z.string().length(64) })
  app.post(
    '/api/v1/ticket-sheets/take',
    { schema: { summary: '导入预览过的联单', querystring: Taking, response: { 200: TicketSheetTaken, ...errors } }, ...post },
    // Taken twice it changes nothing the second time: no idempotency key is needed, and no answer kept.
    async (request) => {
      const { plan, told } = await planOf(request)
      if (plan.refused > 0 || plan.digest !== request.query.digest) throw new RefusalError({ code: 'object.sheet-moved' })
      const caller = callerOf(request)
      const name = plainText(request.query.name).slice(0, 120) || 'sheet'
      return takeTicketSheet(spine, { plan, told }, { actor: caller.actor, name, area: caller.scope[0] ?? null })
    },
  )
}

function planner(deps: Deps): (request: FastifyRequest) => Promise<{ plan: TicketPlan; told: Told }> {
  const window = createSlidingWindow(lookLimit)
  return async (request) => {
    const { person, actor, scope } = callerOf(request)
    const seconds = window.take(person, deps.spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const { pack } = request.query as z.infer<typeof Asked>
    const haulage = deps.packs.all().find(({ id }) => id === pack)?.haulage
    if (!haulage) throw new RefusalError(malformed('/pack', 'name.unknown', { name: pack }))
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    const told = { pack, haulage, by: actor.id, scope, demo: deps.demo }
    return { plan: await planTicketSheet(deps, told, bytes), told }
  }
}

function lookOf(plan: TicketPlan, zone: string): TicketSheetLook {
  const { rows, opened, closed, righted, unchanged, refused, unknown, digest } = plan
  return {
    ...{ rows, opened, closed, righted, unchanged, refused, unknown, digest },
    faults: plan.faults.slice(0, shown).map(({ n, refusal }) => {
      const { zh, en } = toProblem(refusal, zone)
      return { row: n, zh, en }
    }),
  }
}

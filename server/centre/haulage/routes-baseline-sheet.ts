import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { BaselineSheetLook, BaselineSheetTaken } from '../../../contract/baseline-sheet.ts'
import { errorSheet } from '../../city/sheet/error-sheet.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError, toProblem } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import { type BaselineDeps, dayIn, mustCarry } from './baseline-ground.ts'
import { type BaselinePlan, planBaselines } from './plan-baselines.ts'
import { setBaseline } from './set-baseline.ts'
import { districtsWithin } from './store-baseline.ts'
import type { District } from './types.ts'

/** What one sheet may weigh: a row a district. */
const mostBytes = 1_048_576
/** Sheets one person may have looked at in ten minutes. */
const lookLimit = { limit: 40, ms: 600_000 }
/** So many faults stand in a preview; the sheet of errors has them all. */
const shown = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({ pack: z.string().max(60), name: z.string().trim().max(200).optional() })
const Taking = Asked.extend({ digest: z.string().length(64) })
const post = { config: { permit: 'pack.tune' }, bodyLimit: mostBytes } as const

/** Baselines of several districts as a sheet: looked at, taken whole or not at all, and the errors back. */
export async function baselineSheetRoutes(app: App, deps: BaselineDeps): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    sheetRoutes(scope, deps)
  })
}

function sheetRoutes(app: App, deps: BaselineDeps): void {
  const { spine, zone } = deps
  const planOf = planner(deps)
  app.post(
    '/api/v1/haulage-baseline-sheets/look',
    {
      schema: { summary: '预览导入启用前基线', querystring: Asked, response: { 200: BaselineSheetLook, ...errors } },
      ...post,
    },
    async (request) => lookOf((await planOf(request)).plan, zone),
  )
  app.post(
    '/api/v1/haulage-baseline-sheets/errors',
    { schema: { summary: '导入基线的错误表', querystring: Asked, response: { 200: file, ...errors } }, ...post },
    async (request, reply) => {
      const { faults, columns, face } = (await planOf(request)).plan
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns, face, zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
  app.post(
    '/api/v1/haulage-baseline-sheets/take',
    { schema: { summary: '导入预览过的基线', querystring: Taking, response: { 200: BaselineSheetTaken, ...errors } }, ...post },
    // Taken twice nothing changes the second time: no idempotency key is needed, and no answer kept.
    async (request) => {
      const { plan, own } = await planOf(request)
      const { pack, digest } = request.query
      if (plan.refused > 0 || plan.digest !== digest) throw new RefusalError({ code: 'object.sheet-moved' })
      const caller = callerOf(request)
      await spine.transaction(caller.actor, async (tx) => {
        for (const said of plan.set)
          await setBaseline(tx, caller, { pack, district: own.find(({ code }) => code === said.district)!, said })
      })
      return { set: plan.set.length, unchanged: plan.unchanged }
    },
  )
}

function planner({ spine, packs, zone }: BaselineDeps) {
  const window = createSlidingWindow(lookLimit)
  return async (request: FastifyRequest): Promise<{ plan: BaselinePlan; own: District[] }> => {
    const { person, scope } = callerOf(request)
    const now = spine.clock.now()
    const seconds = window.take(person, now)
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const { pack } = request.query as z.infer<typeof Asked>
    mustCarry(packs, pack)
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    const own = await districtsWithin(spine, scope)
    return { plan: await planBaselines(spine, { pack, own, today: dayIn(now, zone) }, bytes), own }
  }
}

function lookOf({ rows, set, unchanged, refused, unknown, digest, faults }: BaselinePlan, zone: string): BaselineSheetLook {
  return {
    ...{ rows, set: set.length, unchanged, refused, unknown, digest },
    faults: faults.slice(0, shown).map(({ n, refusal }) => {
      const { zh, en } = toProblem(refusal, zone)
      return { row: n, zh, en }
    }),
  }
}

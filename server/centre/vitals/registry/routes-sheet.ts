import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { VitalSheetLook, VitalSheetTaken } from '../../../../contract/vital-registry.ts'
import { errorSheet } from '../../../city/sheet/error-sheet.ts'
import { writeSheet } from '../../../city/sheet/write-sheet.ts'
import { homeOf } from '../../../flow/7-evaluate/vitals/rules/home-of.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { malformed, RefusalError, toProblem } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { planSheet, type SheetPlan } from './plan-sheet.ts'
import { addAll, type Keeping, putInForce } from './registry.ts'
import { keepingFor, type RegistryDeps } from './routes.ts'
import { cellsOf, columns } from './rules/sheet-columns.ts'
import { allRegistered, registeredByCode } from './store.ts'

const mostBytes = 8 * 1_048_576
const lookLimit = { limit: 40, ms: 600_000 }
/** So many faults and changes stand in a preview; the sheet of errors has them all. */
const shown = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const config = { permit: 'vital.define' } as const
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The registry as a sheet: handed out, looked at, taken whole or not at all, and its errors back. */
export async function sheetRoutes(app: App, deps: RegistryDeps): Promise<void> {
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/vitals.${as}`,
      {
        schema: {
          summary: `导出指标目录（${as.toUpperCase()}，可改后导回）`,
          querystring: z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') }),
          response: { 200: file, ...errors },
        },
        config: { permit: 'vital.read' } as const,
      },
      async (request, reply) => {
        const bytes = await exported(deps.spine, as, request.query.lang)
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="vitals.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    importRoutes(scope, deps)
  })
}

async function exported(spine: Spine, as: 'csv' | 'xlsx', language: 'zh' | 'en'): Promise<Uint8Array> {
  const writer = writeSheet(as, language === 'zh' ? '体征指标' : 'Vitals')
  try {
    writer.add([columns.map((column) => column[language])])
    writer.add((await allRegistered(spine)).map(({ definition }) => cellsOf(definition)))
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

function importRoutes(app: App, deps: RegistryDeps): void {
  const { spine, zone } = deps
  const window = createSlidingWindow(lookLimit)
  const plan = async (request: FastifyRequest): Promise<{ plan: SheetPlan; keeping: Keeping; home: string | null }> => {
    const caller = callerOf(request)
    const now = spine.clock.now()
    const seconds = window.take(caller.person, now)
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    const keeping = await keepingFor(deps, caller)
    const own = homeOf(keeping.tree, caller.scope)
    const home = own === keeping.tree.root ? null : own
    return { plan: await planSheet(spine, bytes, { ...keeping, home, now }), keeping, home }
  }
  const post = { config, bodyLimit: mostBytes }
  app.post(
    '/api/v1/vital-sheets/look',
    { schema: { summary: '预览导入指标目录', response: { 200: VitalSheetLook, ...errors } }, ...post },
    async (request) => lookOf((await plan(request)).plan, zone),
  )
  app.post(
    '/api/v1/vital-sheets/errors',
    { schema: { summary: '指标目录的错误表', response: { 200: file, ...errors } }, ...post },
    async (request, reply) => {
      const { faults, columns: headings, face } = (await plan(request)).plan
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns: headings, face, zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
  app.post(
    '/api/v1/vital-sheets/take',
    {
      schema: {
        summary: '导入预览过的指标目录',
        querystring: z.strictObject({ digest: z.string().length(64) }),
        response: { 200: VitalSheetTaken, ...errors },
      },
      ...post,
    },
    // Taken twice it changes nothing the second time: no idempotency key is needed.
    async (request) => {
      const { plan: found, keeping, home } = await plan(request)
      if (found.faults.length > 0 || found.digest !== request.query.digest) throw new RefusalError({ code: 'vital.sheet-moved' })
      await take(spine, found, keeping, home)
      return { registered: found.fresh.length, changed: found.changed.length, unchanged: found.unchanged }
    },
  )
}

/** Does what a plan says in one transaction: a registry is some thousands of rows, and half of it would be none. */
async function take(spine: Spine, { fresh, changed }: SheetPlan, keeping: Keeping, home: string | null): Promise<void> {
  await spine.transaction(keeping.caller.actor, async (tx) => {
    if (fresh.length > 0) await addAll(tx, fresh, home, keeping.caller)
    await tx.recordAll(
      'vital.registered',
      fresh.map(({ code, name }) => ({ subject: code, area: null, body: { vital: code, name: name.zh } })),
    )
    const held = await registeredByCode(
      tx,
      changed.map(({ vital }) => vital.code),
      true,
    )
    for (const { vital, definition } of changed) {
      const now = held.get(vital.code)
      if (now?.version !== vital.version) throw new RefusalError({ code: 'vital.sheet-moved' })
      await putInForce(tx, now, definition, keeping)
    }
  })
}

function lookOf({ rows, fresh, changed, unchanged, faults, unknown, digest }: SheetPlan, zone: string): VitalSheetLook {
  return {
    ...{ rows, registered: fresh.length, changed: changed.length, unchanged, refused: faults.length, unknown, digest },
    faults: faults.slice(0, shown).map(({ n, refusal }) => {
      const { zh, en } = toProblem(refusal, zone)
      return { row: n, zh, en }
    }),
    sample: [
      ...changed.slice(0, shown).map(({ definition, changes }) => ({ code: definition.code, name: definition.name.zh, changes })),
      ...fresh.slice(0, Math.max(0, shown - changed.length)).map(({ code, name }) => ({ code, name: name.zh, changes: null })),
    ],
  }
}

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppWish, ItemSheetLook, ItemSheetTaken, ItemWish } from '../../../contract/business-item.ts'
import { errorSheet } from '../../city/sheet/error-sheet.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, RefusalError, toProblem } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import { exportApps, exportItems } from './export.ts'
import { planSheet, type SheetPlan } from './plan-sheet.ts'
import { apps, type Entry, items, type Register } from './registers.ts'
import { appsWanted, type ItemDeps, itemsWanted } from './routes.ts'
import { takeSheet } from './take-sheet.ts'

/** What one sheet may weigh: 20,000 items are some 6 MB. */
const mostBytes = 12 * 1_048_576
/** Sheets one person may have looked at in ten minutes: each costs seconds. */
const lookLimit = { limit: 40, ms: 600_000 }
/** So many faults and changes stand in a preview; the sheet of errors has them all. */
const shown = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({ name: z.string().trim().min(1).max(200).default('sheet') })
const config = { permit: 'item.change' } as const
const language = z.enum(['zh', 'en']).default('zh')
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Both registers as sheets: handed out, looked at, taken whole or not at all, and their errors back. */
export async function sheetRoutes(app: App, deps: ItemDeps): Promise<void> {
  exportRoutes(app, deps)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    importRoutes(scope, deps, { register: items, path: 'business-item-sheets', words: '业务事项' })
    importRoutes(scope, deps, { register: apps, path: 'special-app-sheets', words: '特色应用' })
  })
}

function exportRoutes(app: App, deps: ItemDeps): void {
  for (const as of ['csv', 'xlsx'] as const) {
    const summary = (words: string): string => `导出${words}（${as.toUpperCase()}，可改后导回）`
    const named = (what: string) => ({
      'content-disposition': `attachment; filename="${what}.${as}"`,
      'x-content-type-options': 'nosniff',
    })
    const schema = { response: { 200: file, ...errors } }
    app.get(
      `/api/v1/business-items.${as}`,
      {
        schema: { ...schema, summary: summary('业务事项'), querystring: ItemWish.extend({ lang: language }) },
        config: { permit: 'item.read' },
      },
      async (request, reply) => {
        const { lang, ...wish } = request.query
        const wanted = await itemsWanted(deps, callerOf(request), wish)
        const bytes = await exportItems(deps.spine, wanted, lang, () =>
          writeSheet(as, lang === 'zh' ? '业务事项' : 'Business items'),
        )
        return reply.type(endings[as]).headers(named('business-items')).send(Buffer.from(bytes))
      },
    )
    app.get(
      `/api/v1/special-apps.${as}`,
      {
        schema: { ...schema, summary: summary('特色应用'), querystring: AppWish.extend({ lang: language }) },
        config: { permit: 'item.read' },
      },
      async (request, reply) => {
        const { lang, ...wish } = request.query
        const wanted = await appsWanted(deps, callerOf(request), wish)
        const bytes = await exportApps(deps.spine, wanted, lang, () =>
          writeSheet(as, lang === 'zh' ? '特色应用' : 'Special apps'),
        )
        return reply.type(endings[as]).headers(named('special-apps')).send(Buffer.from(bytes))
      },
    )
  }
}

type Door<T extends Entry, C extends string> = { register: Register<T, C>; path: string; words: string }
type Planned<T extends Entry> = { plan: SheetPlan<T>; caller: Caller }

function importRoutes<T extends Entry, C extends string>(app: App, deps: ItemDeps, door: Door<T, C>): void {
  const { spine, packs, zone, demo } = deps
  const { register, path, words } = door
  const window = createSlidingWindow(lookLimit)
  const plan = async (request: FastifyRequest): Promise<Planned<T>> => {
    const caller = callerOf(request)
    const now = spine.clock.now()
    const seconds = window.take(caller.person, now)
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    return { plan: await planSheet(spine, bytes, register, { packs, scope: caller.scope, now }), caller }
  }
  const post = { config, bodyLimit: mostBytes }
  app.post(
    `/api/v1/${path}/look`,
    { schema: { summary: `预览导入${words}`, querystring: Asked, response: { 200: ItemSheetLook, ...errors } }, ...post },
    async (request) => lookOf((await plan(request)).plan, zone),
  )
  app.post(
    `/api/v1/${path}/errors`,
    { schema: { summary: `${words}的错误表`, querystring: Asked, response: { 200: file, ...errors } }, ...post },
    async (request, reply) => {
      const { faults, columns, face } = (await plan(request)).plan
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns, face, zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
  app.post(
    `/api/v1/${path}/take`,
    {
      schema: {
        summary: `导入预览过的${words}`,
        querystring: Asked.extend({ digest: z.string().length(64) }),
        response: { 200: ItemSheetTaken, ...errors },
      },
      ...post,
    },
    // Taken twice it changes nothing the second time: no idempotency key is needed, and no answer kept.
    async (request) => {
      const { plan: found, caller } = await plan(request)
      const { name: given, digest } = request.query
      if (found.faults.length > 0 || found.digest !== digest) throw new RefusalError({ code: 'item.sheet-moved' })
      const name = plainText(given).slice(0, 120) || 'sheet'
      await takeSheet(spine, register, found, { actor: caller.actor, name, area: caller.scope[0] ?? null, demo })
      return { registered: found.fresh.length, changed: found.changed.length, unchanged: found.unchanged }
    },
  )
}

function lookOf<T extends Entry>(plan: SheetPlan<T>, zone: string): ItemSheetLook {
  const { rows, fresh, changed, unchanged, faults, unknown, digest } = plan
  return {
    ...{ rows, registered: fresh.length, changed: changed.length, unchanged, refused: faults.length, unknown, digest },
    faults: faults.slice(0, shown).map(({ n, refusal }) => {
      const { zh, en } = toProblem(refusal, zone)
      return { row: n, zh, en }
    }),
    sample: [
      ...changed.slice(0, shown).map(({ after, changes }) => ({ code: after.code, name: after.name, changes })),
      ...fresh.slice(0, Math.max(0, shown - changed.length)).map(({ code, name }) => ({ code, name, changes: null })),
    ],
  }
}

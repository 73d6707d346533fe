import { z } from 'zod'
import { AppWish, ItemSheetLook, ItemSheetTaken, ItemWish } from '../../../contract/business-item.ts'
import { type SheetSubject, sheetDoors, shownOfSheet } from '../../city/sheet/doors.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { exportApps, exportItems } from './export.ts'
import { planSheet, type SheetPlan } from './plan-sheet.ts'
import { apps, type Entry, items, type Register } from './registers.ts'
import { appsWanted, type ItemDeps, itemsWanted } from './routes.ts'
import { takeSheet } from './take-sheet.ts'

const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({})
const language = z.enum(['zh', 'en']).default('zh')
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Both registers as sheets: handed out, looked at, taken whole or not at all, and their errors back. */
export async function sheetRoutes(app: App, deps: ItemDeps): Promise<void> {
  exportRoutes(app, deps)
  await sheetDoors(app, deps, sheetsOf(deps, { register: items, path: 'business-item-sheets', words: '业务事项' }))
  await sheetDoors(app, deps, sheetsOf(deps, { register: apps, path: 'special-app-sheets', words: '特色应用' }))
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

type Planned<T extends Entry> = SheetPlan<T> & { refused: number }

const sheetsOf = <T extends Entry, C extends string>(
  { spine, packs, demo }: ItemDeps,
  { register, path, words }: { register: Register<T, C>; path: string; words: string },
): SheetSubject<z.infer<typeof Asked>, Planned<T>> => ({
  path: `/api/v1/${path}`,
  permit: 'item.change',
  // 20,000 items are some 6 MB.
  mostBytes: 12 * 1_048_576,
  summaries: { look: `预览导入${words}`, errors: `${words}的错误表`, take: `导入预览过的${words}` },
  asked: Asked,
  answers: { look: ItemSheetLook, taken: ItemSheetTaken },
  async plan({ caller, bytes }) {
    const plan = await planSheet(spine, bytes, register, { packs, scope: caller.scope, now: spine.clock.now() })
    return { ...plan, refused: plan.faults.length }
  },
  previewed: ({ fresh, changed, unchanged }) => ({
    ...{ registered: fresh.length, changed: changed.length, unchanged },
    sample: [
      ...changed.slice(0, shownOfSheet).map(({ after, changes }) => ({ code: after.code, name: after.name, changes })),
      ...fresh.slice(0, Math.max(0, shownOfSheet - changed.length)).map(({ code, name }) => ({ code, name, changes: null })),
    ],
  }),
  async take({ caller, plan, name }) {
    await takeSheet(spine, register, plan, { actor: caller.actor, name, area: caller.scope[0] ?? null, demo })
    return { registered: plan.fresh.length, changed: plan.changed.length, unchanged: plan.unchanged }
  },
  moved: 'item.sheet-moved',
})

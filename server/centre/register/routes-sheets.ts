import { z } from 'zod'
import { ObjectSheetTaken, SheetLook } from '../../../contract/object-sheet.ts'
import { ObjectWish } from '../../../contract/register.ts'
import { type SheetSubject, sheetDoors, shownOfSheet } from '../../city/sheet/doors.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { exportSheet } from './export.ts'
import { knownKind } from './kinds.ts'
import { planSheet, type SheetPlan } from './plan-sheet.ts'
import { ratedOf } from './rated.ts'
import { type RegisterDeps, wantedOf } from './routes.ts'
import { takeSheet } from './take-sheet.ts'

const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({ kind: z.string().max(60) })
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Sheets of the register: handed out, looked at, taken whole or not at all, and their errors back. */
export async function sheetRoutes(app: App, deps: RegisterDeps): Promise<void> {
  exportRoutes(app, deps)
  await sheetDoors(app, deps, objectSheets(deps))
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
        const asksWhy = ratedOf(deps.packs, kind.kind).size > 0
        const bytes = await exportSheet(deps.spine, kind, wanted, { as, language, asksWhy })
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="objects-${kind.kind}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

const objectSheets = (deps: RegisterDeps): SheetSubject<z.infer<typeof Asked>, SheetPlan> => ({
  path: '/api/v1/object-sheets',
  permit: 'object.change',
  // 40,000 objects with thirty columns are about half of it.
  mostBytes: 20 * 1_048_576,
  summaries: { look: '预览导入：会登记、变更多少', errors: '导入的错误表', take: '导入预览过的表格' },
  asked: Asked,
  answers: { look: SheetLook, taken: ObjectSheetTaken },
  plan: ({ caller, asked: { kind }, bytes }) => planSheet(deps, caller, { kind, bytes }),
  previewed: previewOf,
  async take({ caller, plan, name }) {
    const waiting = await takeSheet(deps.spine, plan, {
      actor: caller.actor,
      name,
      demo: deps.demo,
      area: caller.scope[0] ?? null,
      scope: caller.scope,
      asker: { packs: deps.packs, calendar: deps.calendar, person: caller.person, unit: caller.unit },
    })
    const changed = plan.changed.length - waiting
    return { registered: plan.fresh.length, changed, unchanged: plan.unchanged, waiting }
  },
  moved: 'object.sheet-moved',
})

const previewOf = ({ fresh, changed, unchanged }: SheetPlan) => ({
  ...{ registered: fresh.length, changed: changed.length, unchanged },
  sample: [
    ...changed.slice(0, shownOfSheet).map(({ before, entry, changes, charges }) => ({
      ...{ code: before.code, name: entry.name },
      changes: [...changes, ...(charges?.changes ?? [])],
    })),
    ...fresh
      .slice(0, Math.max(0, shownOfSheet - changed.length))
      .map(({ entry: { code, name } }) => ({ code, name, changes: null })),
  ],
})

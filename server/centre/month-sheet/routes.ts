import { z } from 'zod'
import { MonthSheet, SheetQuery } from '../../../contract/month-sheet.ts'
import type { PackSheet } from '../../../contract/pack-sheet.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { readParts } from '../risk/store.ts'
import { fillUnknown } from './rules/fill-unknown.ts'
import { monthOf } from './rules/month-of.ts'
import { countColumn } from './store.ts'

export type SheetDeps = { spine: Spine; packs: Packs; zone: string }
type Wish = z.infer<typeof SheetQuery>
const config = { permit: 'object.read' } as const
const file = z.any().meta({ type: 'string', format: 'binary' })
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** 月报: the figures a pack names, by month and area, counts only. */
export async function monthSheetRoutes(app: App, deps: SheetDeps): Promise<void> {
  app.get(
    '/api/v1/month-sheets',
    { schema: { summary: '月报', querystring: SheetQuery, response: { 200: MonthSheet, ...errors } }, config },
    (request) => reckon(deps, callerOf(request), request.query),
  )
  const querystring = SheetQuery.extend({ lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/month-sheets.${as}`,
      { schema: { summary: `导出月报（${as.toUpperCase()}）`, querystring, response: { 200: file, ...errors } }, config },
      async (request, reply) => {
        const { lang, ...wish } = request.query
        const sheet = await reckon(deps, callerOf(request), wish)
        const writer = writeSheet(as, sheet.month)
        writer.add([[lang === 'zh' ? '辖区' : 'Area', ...sheet.columns.map(({ name }) => name[lang])]])
        const line = (name: string, cells: MonthSheet['total']): string[] => [
          name,
          ...cells.map((n) => (n === null ? '' : String(n))),
        ]
        writer.add(sheet.rows.map(({ name, cells }) => line(name, cells)))
        writer.add([line(lang === 'zh' ? '合计' : 'Total', sheet.total)])
        void reply
          .type(endings[as])
          .header('content-disposition', `attachment; filename="month-${sheet.pack}-${sheet.month}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(await writer.end()))
      },
    )
}

async function reckon({ spine, packs, zone }: SheetDeps, caller: Caller, wish: Wish): Promise<MonthSheet> {
  const now = spine.clock.now()
  const all = packs.all().flatMap(({ id, sheet }) => (sheet ? [{ pack: id, sheet }] : []))
  const found = wish.pack === undefined ? (all[0] ?? null) : all.find(({ pack }) => pack === wish.pack)
  if (found === undefined) throw new RefusalError(malformed('/pack', 'name.unknown', { name: wish.pack! }))
  const month = monthOf(wish.month, now, zone)
  const wanted = await readPrefixes(spine, wish.area)
  const areas = narrowed(caller.scope, wanted)
  const depth = (areas[0] ?? '').split('/').filter(Boolean).length
  const by = depth === 1 ? ('district' as const) : depth + 1
  const parts = found ? await readParts(spine, { caller, wanted, kinds: [] }) : []
  const counts = new Map<string, Record<string, number>>()
  const total: Record<string, number> = {}
  for (const column of found?.sheet.columns ?? [])
    for (const { code, n } of await countColumn(spine, column, { ...found!, month, areas, by })) {
      total[column.id] = (total[column.id] ?? 0) + n
      if (code !== null) counts.set(code, { ...counts.get(code), [column.id]: n })
    }
  const columns = found?.sheet.columns ?? []
  return {
    sheets: all.map(({ pack, sheet: { name } }) => ({ pack, name })),
    ...{ pack: found?.pack ?? null, month: month.month, running: month.running, at: now.toISOString() },
    columns: columns.map(({ id, name }) => ({ id, name, of: shareOf(found!.sheet, id) })),
    rows: parts.map(({ code, name }) => ({ code, name, cells: fillUnknown(columns, counts.get(code) ?? {}) })),
    total: fillUnknown(columns, total),
  }
}

const shareOf = ({ of }: PackSheet, id: string): string | null => (Object.hasOwn(of, id) ? of[id]! : null)

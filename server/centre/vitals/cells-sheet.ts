import { z } from 'zod'
import { type VitalPage, VitalPageWish } from '../../../contract/vital.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { pageOf } from './page.ts'
import { columns, linesOf } from './rules/cell-columns.ts'

type Language = 'zh' | 'en'
const Code = z.object({ code: z.string().max(80) })
const Wish = VitalPageWish.extend({ lang: z.enum(['zh', 'en']).default('zh') })
const file = z.any().meta({ type: 'string', format: 'binary' })
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** 导出数: what the page of a vital shows as a sheet, its periods and the areas it is made of, each cell with all it carries. */
export async function cellsSheetRoutes(app: App, deps: Parameters<typeof pageOf>[0]): Promise<void> {
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/vitals/:code/cells.${as}`,
      {
        schema: {
          summary: `导出一个指标的数（${as.toUpperCase()}）`,
          params: Code,
          querystring: Wish,
          response: { 200: file, ...errors },
        },
        config: { permit: 'vital.read' } as const,
      },
      async (request, reply) => {
        const { lang, ...wish } = request.query
        const page = await pageOf(deps, callerOf(request), request.params.code, wish)
        const bytes = await written(page, as, lang)
        const name = `${page.definition.code}-${page.area.code}.${as}`
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="${name}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

async function written(page: VitalPage, as: 'csv' | 'xlsx', language: Language): Promise<Uint8Array> {
  const writer = writeSheet(as, language === 'zh' ? '指标的数' : 'Cells')
  try {
    writer.add([columns.map((column) => column[language])])
    writer.add(linesOf(page).map((line) => columns.map(({ of }) => of(line, language))))
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

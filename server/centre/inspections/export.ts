import { z } from 'zod'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { zoneText } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { askedOf, type DueDeps, PlanQuery, planAsked } from './asked.ts'
import { readStates, type StandingLine } from './store.ts'

const linesAtOnce = 1_000
const file = z.any().meta({ type: 'string', format: 'binary' })
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
const heads = {
  zh: ['编号', '名称', '辖区', '地址', '状态', '应于（前）', '上次检查'],
  en: ['Code', 'Name', 'Area', 'Address', 'State', 'By', 'Last inspected'],
} as const
const states = {
  zh: { none: '当前无需检查', done: '已检查', due: '待检查', overdue: '逾期未检' },
  en: { none: 'Nothing due', done: 'Done', due: 'Due', overdue: 'Overdue' },
} as const
const never = { zh: '从未检查', en: 'Never' } as const

/** What is due and overdue as a sheet. */
export function exportRoutes(app: App, deps: DueDeps): void {
  const { spine, packs, zone } = deps
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/inspections.${as}`,
      {
        schema: {
          summary: `导出待检与逾期（${as.toUpperCase()}）`,
          querystring: PlanQuery.extend({ lang: z.enum(['zh', 'en']).default('zh') }),
          response: { 200: file, ...errors },
        },
        config: { permit: 'object.read' },
      },
      async (request, reply) => {
        const { lang, area } = request.query
        const plan = planAsked(packs, request.query)
        const areas = narrowed(callerOf(request).scope, await readPrefixes(spine, area))
        const asked = await askedOf(spine, deps, { plan, now: spine.clock.now() })
        const writer = writeSheet(as, plan.inspection.name[lang])
        writer.add([[...heads[lang]]])
        const cells = (line: StandingLine) => cellsOf(line, { lang, zone })
        for (let after: { by: string; id: string } | null = null; ; ) {
          const page: StandingLine[] = await readStates(spine, asked, areas, {
            states: ['overdue', 'due'],
            after,
            limit: linesAtOnce,
          })
          writer.add(page.map(cells))
          if (page.length < linesAtOnce) break
          after = { by: page.at(-1)!.by!.toISOString(), id: page.at(-1)!.id }
        }
        void reply
          .type(endings[as])
          .header('content-disposition', `attachment; filename="inspections-${plan.inspection.id}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(await writer.end()))
      },
    )
}

const cellsOf = (line: StandingLine, { lang, zone }: { lang: 'zh' | 'en'; zone: string }): string[] => [
  ...[line.code, line.name, line.area_name, line.address ?? '', states[lang][line.state]],
  ...[line.by ? zoneText(line.by, zone) : '', line.last ? zoneText(line.last, zone) : never[lang]],
]

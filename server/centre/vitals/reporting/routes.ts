import { z } from 'zod'
import { reportingCadences, VitalReporting, VitalReportingWish } from '../../../../contract/vital-reporting.ts'
import { periodLike, periodStart, readPeriod, writePeriod } from '../../../flow/7-evaluate/vitals/rules/period.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { cityTime } from '../../desk/rules/csv.ts'
import { askingOf } from '../asking.ts'
import { type Asked, readReporting, reportingLines } from './reporting.ts'
import { writeReporting } from './sheet.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
const config = { permit: 'vital.read' } as const
const file = z.any().meta({ type: 'string', format: 'binary' })
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** 报数情况: how much of what was owed was told, and how much in time, by unit. */
export async function vitalReportingRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, zone } = deps
  app.get(
    '/api/v1/vital-reporting',
    {
      schema: {
        summary: '报数情况：应报、已报、按时',
        querystring: VitalReportingWish,
        response: { 200: VitalReporting, ...errors },
      },
      config,
    },
    async (request) => {
      const { area, period, unit } = request.query
      const asking = await askingOf(deps, callerOf(request), area)
      return readReporting(spine, { ...windowOf(period, asking.now, zone), unit }, asking)
    },
  )
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/vital-reporting.${as}`,
      {
        schema: {
          summary: `报数情况（${as.toUpperCase()}）`,
          querystring: VitalReportingWish.omit({ unit: true }).extend({ lang: z.enum(['zh', 'en']).default('zh') }),
          response: { 200: file, ...errors },
        },
        config,
      },
      async (request, reply) => {
        const { area, period, lang: language } = request.query
        const asking = await askingOf(deps, callerOf(request), area)
        const asked = windowOf(period, asking.now, zone)
        const time = (iso: string | null) => cityTime(iso, zone) ?? ''
        const head = [asking.node.name, asked.period, time(new Date(asking.now).toISOString())]
        const bytes = await writeReporting(await reportingLines(spine, asked, asking), { as, language, head, time })
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="reporting-${asked.period}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

/** The asked window, or the month that runs; refused when it is none. */
function windowOf(period: string | undefined, now: number, zone: string): Pick<Asked, 'period' | 'window'> {
  const text = period ?? writePeriod('month', now, zone)
  for (const cadence of reportingCadences) {
    const from = readPeriod(cadence, text, zone)
    if (from !== null) return { period: text, window: { from, to: periodStart(cadence, from, zone, 1) } }
  }
  throw new RefusalError({ code: 'vital.period', details: { period: text, like: periodLike.month } })
}

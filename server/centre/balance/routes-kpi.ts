import { z } from 'zod'
import { Day } from '../../../contract/balance.ts'
import { KpiPeriod, KpiSheet } from '../../../contract/kpi.ts'
import { stageLimits } from '../../../contract/kpi-formulas.ts'
import { spanOf } from '../../flow/7-evaluate/evaluation/store-period.ts'
import { compositesOf } from '../../flow/7-evaluate/rules/compose-kpis.ts'
import { countKpis, kpisOf, reworkTimes } from '../../flow/7-evaluate/rules/count-kpis.ts'
import { readKpiCases, readKpiReports } from '../../flow/7-evaluate/store-kpi.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'

const Asked = z.object({ area: z.string().max(80).optional(), day: Day.optional(), period: KpiPeriod.default('month') })

/** The indicators of an area and the period a day lies in: of areas, never of persons. */
export async function kpiRoutes(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  app.get(
    '/api/v1/kpis',
    {
      schema: { summary: '评价指标：分子与分母', querystring: Asked, response: { 200: KpiSheet, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { area, period } = request.query
      const now = spine.clock.now()
      const { from, to, begin, until } = await spanOf(spine, request.query.day ?? cityDay(now, zone), period, { now, zone })
      const scope = orNotFound(narrowed(callerOf(request).scope, await readPrefixes(spine, area)))
      const wish = { scope, from, until, zone }
      const cases = await readKpiCases(spine, wish)
      const span = { from: begin.getTime(), until: until.getTime() }
      const counts = countKpis(cases, await readKpiReports(spine, wish), span)
      const rows = kpisOf(counts)
      return {
        ...{ period, from, to, until: until.toISOString(), at: now.toISOString(), limits: stageLimits },
        ...{ rows, composites: compositesOf(counts, rows) },
        reworkTimes: reworkTimes(cases, span),
      }
    },
  )
}

import { z } from 'zod'
import { VitalList, VitalPage, VitalPageWish, VitalsWish, VitalToldList, VitalToldWish } from '../../../contract/vital.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { LiveTree } from '../../flow/7-evaluate/vitals/store-live-tree.ts'
import { toldOf } from '../../flow/7-evaluate/vitals/store-told.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { askedMoment, askedPeriod, askingOf, vitalNamed } from './asking.ts'
import { cellsSheetRoutes } from './cells-sheet.ts'
import { lineageRoutes } from './lineage/routes.ts'
import { listVitals } from './list-vitals.ts'
import { lookUpRoutes } from './look-up/routes.ts'
import { pageOf } from './page.ts'
import { toldView } from './told-view.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; tree: LiveTree }
const Code = z.object({ code: z.string().max(80) })

/** Numbers up the tree, each with what it is made of. */
export async function vitalRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, zone } = deps
  const config = { permit: 'vital.read' } as const
  app.get(
    '/api/v1/vitals',
    { schema: { summary: '体征指标', querystring: VitalsWish, response: { 200: VitalList, ...errors } }, config },
    async (request) => listVitals(spine, request.query, await askingOf(deps, callerOf(request), request.query.area)),
  )
  app.get(
    '/api/v1/vitals/:code',
    {
      schema: { summary: '一个体征指标', params: Code, querystring: VitalPageWish, response: { 200: VitalPage, ...errors } },
      config,
    },
    async (request) => pageOf(deps, callerOf(request), request.params.code, request.query),
  )
  app.get(
    '/api/v1/vitals/:code/told',
    {
      schema: {
        summary: '指标背后的报数',
        params: Code,
        querystring: VitalToldWish,
        response: { 200: VitalToldList, ...errors },
      },
      config,
    },
    async (request) => {
      const { area, period, knownAt, limit, after } = request.query
      const record = await vitalNamed(deps, callerOf(request), request.params.code)
      const { node, now } = await askingOf(deps, callerOf(request), area)
      const wish = { vital: record.id, period: askedPeriod(record, period, zone), scope: node.paths, limit, after }
      const moment = askedMoment(knownAt, now)
      const { rows, ...page } = await toldOf(spine, { ...wish, knownAt: moment === null ? null : new Date(moment) })
      return { rows: await toldView(spine, record, zone, rows), ...page, at: new Date(now).toISOString() }
    },
  )
  await cellsSheetRoutes(app, deps)
  await lineageRoutes(app, deps)
  await lookUpRoutes(app, deps)
}

import { z } from 'zod'
import { VitalRows, VitalRowsWish } from '../../../../contract/vital-lineage.ts'
import { pathsEver } from '../../../flow/7-evaluate/vitals/rules/former.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { toldOf } from '../../../flow/7-evaluate/vitals/store-told.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { askedBy, askedMoment, askedPeriod, askingOf, vitalNamed } from '../asking.ts'
import { toldView } from '../told-view.ts'
import { answeringOf } from './answering.ts'
import { none, sourceRows } from './source-rows.ts'
import { spanOf } from './span-of.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
const Code = z.object({ code: z.string().max(80) })

/** 数从哪里来: number → rows → the person who answers, and the way to their phone. */
export async function lineageRoutes(app: App, { spine, zone, tree }: Deps): Promise<void> {
  app.get(
    '/api/v1/vitals/:code/rows',
    {
      schema: {
        summary: '指标背后的行和责任人',
        params: Code,
        querystring: VitalRowsWish,
        response: { 200: VitalRows, ...errors },
      },
      config: { permit: 'vital.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const { area, limit, offset, knownAt, after } = request.query
      const record = await vitalNamed({ spine, tree }, caller, request.params.code)
      const asking = await askingOf({ spine, zone, tree }, caller, area)
      const by = askedBy(record, request.query.by)
      const span = await spanOf(spine, record, { by, period: askedPeriod(record, request.query.period, zone, by) }, asking)
      const { count, formula } = record.definition
      const now = new Date(asking.now)
      const at = askedMoment(knownAt, asking.now)
      const moment = at === null ? null : new Date(at)
      const wish = {
        ...{ vital: record.id, period: span.from, until: span.to, scope: pathsEver(asking.tree, asking.node) },
        ...{ knownAt: moment, limit, after },
      }
      // Events, orders and objects have moved on; of what they came to then every count is kept.
      const isTold = !formula && (!count || moment !== null)
      const told = isTold ? await toldOf(spine, wish) : { rows: [], total: 0, more: false, next: null }
      const seen =
        count && moment ? none('then') : await sourceRows(spine, caller, { record, span, page: { limit, offset } }, asking)
      const actors = [...new Set(told.rows.map(({ actor }) => actor))]
      return {
        of: count ? count.of : formula ? null : ('told' as const),
        ...{ rows: seen.rows, told: await toldView(spine, record, zone, told.rows), next: told.next },
        ...{ total: isTold ? told.total : seen.total, more: told.more, why: seen.why },
        answering: await answeringOf(spine, caller, { record, paths: asking.node.paths, actors, now }),
        at: now.toISOString(),
      }
    },
  )
}

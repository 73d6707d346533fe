import { z } from 'zod'
import { TargetBoard as Board, QuarterWish, type TargetBoard, TargetEntries, TargetPlans } from '../../../contract/target.ts'
import type { TargetLight } from '../../../contract/target-kinds.ts'
import { zoneText } from '../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { boardsOf } from './boards.ts'
import { mayKeep, quartersOf } from './read-board.ts'
import { lastDayOf, quarterAfter, quarterOf } from './rules/quarter.ts'
import { endings, writeBoard } from './sheet.ts'
import { entriesOf, planFor, plansFor, unitsIn } from './store.ts'
import type { PlanRow } from './types.ts'

export type TargetDeps = { spine: Spine; zone: string }
const config = { permit: 'target.read' } as const
const Plan = z.object({ plan: z.string().max(60) })
const file = z.any().meta({ type: 'string', format: 'binary' })
/** So much of what was said of one thing is shown. */
const shownEntries = 200
/** Units that can be named as owners are offered up to here. */
const shownUnits = 1_000

/** 目标看板: plans with their items and indicators as they stand in a quarter, what was said of each, and the sheet of it. */
export async function targetRoutes(app: App, deps: TargetDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/target-plans',
    { schema: { summary: '目标方案', querystring: QuarterWish, response: { 200: TargetPlans, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      const asked = askedQuarter(deps, request.query.quarter)
      const plans = await plansFor(spine, caller.scope)
      const boards = await boardsOf(spine, plans, caller, asked)
      const rows = boards.map(({ id, name, areaName, items, indicators }) => ({
        ...{ id, name, areaName, items: countLights(items), indicators: countLights(indicators) },
      }))
      return { quarter: asked.quarter, rows, at: spine.clock.now().toISOString() }
    },
  )
  app.get(
    '/api/v1/target-plans/:plan',
    {
      schema: { summary: '一个目标方案', params: Plan, querystring: QuarterWish, response: { 200: Board, ...errors } },
      config,
    },
    (request) => boardFor(deps, callerOf(request), request.params.plan, request.query.quarter),
  )
  app.get(
    '/api/v1/target-plans/:plan/entries/:subject',
    {
      schema: {
        summary: '一个事项或指标的填报经过',
        params: Plan.extend({ subject: z.string().max(60) }),
        response: { 200: TargetEntries, ...errors },
      },
      config,
    },
    async (request) => {
      const { plan, subject } = request.params
      await found(spine, callerOf(request), plan)
      const rows = await entriesOf(spine, plan, subject, shownEntries)
      return { rows: rows.map(({ unit: _, ...row }) => ({ ...row, kind: row.said.kind, at: row.at.toISOString() })) }
    },
  )
  sheetRoutes(app, deps)
}

function sheetRoutes(app: App, deps: TargetDeps): void {
  const querystring = QuarterWish.extend({ lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/target-plans/:plan/sheet.${as}`,
      {
        schema: {
          summary: `导出目标方案（${as.toUpperCase()}）`,
          ...{ params: Plan, querystring, response: { 200: file, ...errors } },
        },
        config,
      },
      async (request, reply) => {
        const { lang, quarter } = request.query
        const board = await boardFor(deps, callerOf(request), request.params.plan, quarter)
        const bytes = await writeBoard(board, as, lang)
        void reply
          .type(endings[as])
          .header('content-disposition', `attachment; filename="targets-${board.id}-${board.quarter}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

/** The plan of an id as far as it concerns the caller. */
export async function found(db: Db, caller: Caller, id: string): Promise<PlanRow> {
  const plan = await planFor(db, caller.scope, id)
  if (!plan) throw new RefusalError({ code: 'thing.not-found' })
  return plan
}

type Asked = { quarter: string; day: string; today: string }
/** The quarter that is asked, else the last that is over; looked at on its last day, or today while it runs. */
function askedQuarter({ spine, zone }: TargetDeps, wish: string | undefined): Asked {
  const today = zoneText(spine.clock.now(), zone).slice(0, 10)
  const quarter = wish ?? quarterAfter(quarterOf(today), -1)
  if (quarter > quarterOf(today)) throw new RefusalError({ code: 'target.future', details: { period: quarter } })
  const last = lastDayOf(quarter)
  return { quarter, today, day: last < today ? last : today }
}

async function boardFor(deps: TargetDeps, caller: Caller, id: string, wish: string | undefined): Promise<TargetBoard> {
  const { spine } = deps
  const plan = await found(spine, caller, id)
  const asked = askedQuarter(deps, wish)
  const [board] = await boardsOf(spine, [plan], caller, asked)
  return {
    ...board!,
    quarters: quartersOf(plan.definition, asked.today),
    running: asked.day === asked.today,
    units: mayKeep(caller, plan) ? await unitsIn(spine, plan.area, shownUnits) : [],
    at: spine.clock.now().toISOString(),
  }
}

function countLights(rows: readonly { light: TargetLight }[]): Record<TargetLight, number> {
  const counts = { behind: 0, slow: 0, 'on-track': 0, done: 0, unknown: 0, unjudged: 0 }
  for (const { light } of rows) counts[light] += 1
  return counts
}

import { z } from 'zod'
import { DueAreas, DueList, ObjectInspections } from '../../../contract/inspection-desk.ts'
import { filesOf } from '../../city/file/store.ts'
import { planOf } from '../../city/inspection/plans-of.ts'
import { doneOf } from '../../city/inspection/rules/due-state.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type DoneLine, inspectable, inspectionsOf, timesOf } from '../../flow/1-ingest/inspections/store.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { askedOf, type DueDeps, PlanQuery, planAsked, plansOfKind } from './asked.ts'
import { countsOf } from './count-areas.ts'
import { exportRoutes } from './export.ts'
import { monthMs, readMine, readOne, readStates } from './store.ts'
import { absentOf, dueRow, foundOf } from './views.ts'

const ListQuery = PlanQuery.extend({
  state: z.enum(['done', 'due', 'overdue']).default('overdue'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** On a phone nobody reads more; what is longest due stands first. */
const mostMine = 60
const mostDone = 40

/** 检查巡查: what is due at a phone, what was left by area and object, and the inspections of one object. */
export async function dueRoutes(app: App, deps: DueDeps): Promise<void> {
  mineRoute(app, deps)
  areaRoutes(app, deps)
  objectRoute(app, deps)
  exportRoutes(app, deps)
}

function mineRoute(app: App, deps: DueDeps): void {
  const { spine, packs } = deps
  app.get(
    '/api/v1/inspections/due',
    { schema: { summary: '待检查', response: { 200: DueList, ...errors } }, config: { permit: 'inspection.do' } },
    async (request) => {
      const now = spine.clock.now()
      const rows = []
      for (const plan of plansOfKind(packs)) {
        const lines = await readMine(spine, await askedOf(spine, deps, { plan, now }), callerOf(request), mostMine)
        rows.push(...lines.map((line) => dueRow(plan, line)))
      }
      const byTime = rows.sort((a, b) => (a.by ?? '').localeCompare(b.by ?? '') || a.object.localeCompare(b.object))
      return { rows: byTime.slice(0, mostMine), next: null, at: now.toISOString() }
    },
  )
}

function areaRoutes(app: App, deps: DueDeps): void {
  const { spine, packs } = deps
  const config = { permit: 'object.read' } as const
  app.get(
    '/api/v1/inspections/areas',
    { schema: { summary: '检查情况（分辖区）', querystring: PlanQuery, response: { 200: DueAreas, ...errors } }, config },
    async (request) => {
      const plan = planAsked(packs, request.query)
      const now = spine.clock.now()
      const asked = await askedOf(spine, deps, { plan, now })
      const wanted = await readPrefixes(spine, request.query.area)
      const running = asked.windows.findLast(({ from, by, areas }) => areas.length === 0 && from <= now && by > now)
      return {
        plan: { kind: plan.kind, id: plan.inspection.id, name: plan.inspection.name },
        window: running ? { from: running.from.toISOString(), by: running.by.toISOString() } : null,
        ...(await countsOf(spine, asked, { caller: callerOf(request), wanted })),
        at: now.toISOString(),
      }
    },
  )
  app.get(
    '/api/v1/inspections/objects',
    { schema: { summary: '检查情况（对象）', querystring: ListQuery, response: { 200: DueList, ...errors } }, config },
    async (request) => {
      const { state, cursor, limit, area } = request.query
      const plan = planAsked(packs, request.query)
      const now = spine.clock.now()
      const areas = narrowed(callerOf(request).scope, await readPrefixes(spine, area))
      const after = parseWords(cursor, 2)
      const lines = await readStates(spine, await askedOf(spine, deps, { plan, now }), areas, {
        ...{ states: [state], limit: limit + 1 },
        after: after ? { by: after[0]!, id: after[1]! } : null,
      })
      const { rows, next } = wordPage(lines, limit, ({ by, id }) => [by?.toISOString() ?? '', id])
      return { rows: rows.map((line) => dueRow(plan, line)), next, at: now.toISOString() }
    },
  )
}

function objectRoute(app: App, deps: DueDeps): void {
  const { spine, packs } = deps
  app.get(
    '/api/v1/objects/:id/inspections',
    {
      schema: {
        summary: '对象的检查',
        params: z.object({ id: z.string().max(80) }),
        response: { 200: ObjectInspections, ...errors },
      },
      config: { permit: 'inspection.do' },
    },
    async (request) => {
      const object = await inspectable(spine, callerOf(request), request.params.id)
      if (!object) throw new RefusalError({ code: 'thing.not-found' })
      const now = spine.clock.now()
      const plans = []
      for (const plan of plansOfKind(packs, object.kind)) {
        const { every, id, name } = plan.inspection
        const asked = await askedOf(spine, deps, { plan, now })
        const line = await readOne(spine, asked, object.id)
        const times = (await timesOf(spine, [object.id], new Date(now.getTime() - 2 * monthMs))).filter((one) => one.plan === id)
        const since = object.from && object.from > asked.since ? object.from : asked.since
        const months = (await askedOf(spine, deps, { plan, now, backMs: 30 * 86_400_000 })).windows
        const ofArea = months.filter(({ areas }) => areas.length === 0 || areas.some((one) => object.area.startsWith(one)))
        plans.push({
          ...{ id, name, state: line?.state ?? ('none' as const), from: line?.from?.toISOString() ?? null },
          ...{ by: line?.by?.toISOString() ?? null, last: line?.last?.toISOString() ?? null },
          rate: every.kind === 'cycle' ? null : doneOf(ofArea, { times: times.map(({ at }) => at), since }, now),
        })
      }
      const done = await inspectionsOf(spine, object.id, mostDone)
      const rows = []
      for (const line of done) rows.push(await doneView(spine, packs, line))
      return { plans, rows, mayInspect: true, at: now.toISOString() }
    },
  )
}

async function doneView(spine: Spine, packs: Packs, line: DoneLine) {
  const plan = planOf(packs.all(), line.kind, line.plan)
  const photos = await filesOf(spine, { inspection: line.id })
  return {
    ...{ id: line.id, plan: line.plan, planName: plan?.inspection.name ?? { zh: line.plan, en: line.plan } },
    ...{ at: line.done_at.toISOString(), unitName: line.unit_name, faults: line.faults, note: line.note },
    photos: photos.map(({ id }) => id),
    found: plan ? foundOf(plan, line.answers) : [],
    absent: plan ? absentOf(plan, line.answers) : [],
  }
}

import { z } from 'zod'
import { diffPlans } from '../../../../contract/plan-diff.ts'
import { alignParts, withPartIds } from '../../../../contract/plan-parts.ts'
import {
  PlanChange,
  PlanChecked,
  PlanDraft,
  PlanGiven,
  PlanList,
  PlanRunning,
  PlanVersion,
  TypePlan,
} from '../../../../contract/plan-version.ts'
import { AskBody, NoteBody, PublishBody, VersionDone } from '../../../../contract/rules.ts'
import { changeDraft, insertVersion, versionOf } from '../../../city/pack/store-versions.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { orRefuse } from '../../../kernel/result.ts'
import { askFor, discard, inForceOf, publish, rollBack, sendBack } from '../acts.ts'
import { type Deps, lockOrNone, orNone, refuseOvertaken, refuseStale } from '../find.ts'
import { mayAct } from '../rules/may-act.ts'
import { planLine } from './plan-line.ts'
import { runningEvents } from './store.ts'
import { listView, planVersionView, shippedPlan, typeView } from './views.ts'

const Of = z.object({ type: z.string().max(80) })
const OfVersion = Of.extend({ no: z.coerce.number().int().min(0).max(1_000_000) })

/** Plans of types of events: in force, being written, published by a second person; what runs keeps its version. */
export async function planRoutes(app: App, deps: Deps): Promise<void> {
  await readRoutes(app, deps)
  await writeRoutes(app, deps)
  await turnRoutes(app, deps)
}

async function readRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const config = { permit: 'rule.read' } as const

  app.get('/api/v1/plans', { schema: { summary: '预案一览', response: { 200: PlanList, ...errors } }, config }, (request) =>
    listView(spine, { packs, caller: callerOf(request), now: spine.clock.now() }),
  )

  app.get(
    '/api/v1/plans/:type',
    { schema: { summary: '现行预案与版本', params: Of, response: { 200: TypePlan, ...errors } }, config },
    (request) =>
      typeView(spine, planLine(request.params.type, packs), { packs, caller: callerOf(request), now: spine.clock.now() }),
  )

  app.get(
    '/api/v1/plans/:type/running',
    {
      schema: {
        summary: '仍按某一版运行的事件',
        params: Of,
        querystring: z.object({ version: z.coerce.number().int().min(0).optional() }),
        response: { 200: PlanRunning, ...errors },
      },
      config,
    },
    (request) => {
      const { line } = planLine(request.params.type, packs)
      return runningEvents(spine, callerOf(request), { type: line.pack, version: request.query.version ?? null })
    },
  )

  app.get(
    '/api/v1/plans/:type/versions/:no',
    { schema: { summary: '预案版本', params: OfVersion, response: { 200: PlanVersion, ...errors } }, config },
    async (request) => {
      const { type, no } = request.params
      const line = planLine(type, packs)
      const isLive = (await inForceOf(spine, line)).no === 0
      const row = no === 0 ? shippedPlan(type, packs, isLive) : await versionOf(spine, line.line, no)
      return planVersionView(spine, line, orNone(row), callerOf(request))
    },
  )

  app.post(
    '/api/v1/plans/:type/check',
    { schema: { summary: '检查预案（不保存）', params: Of, body: PlanGiven, response: { 200: PlanChecked, ...errors } }, config },
    async (request) => {
      const line = planLine(request.params.type, packs)
      const { plan } = request.body
      return { faults: line.faultsOf(plan), differences: diffPlans((await inForceOf(spine, line)).body, plan) }
    },
  )
}

async function writeRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const config = { permit: 'rule.draft' } as const
  const response = { 200: VersionDone, ...errors }

  app.post(
    '/api/v1/plans/:type/versions',
    { schema: { summary: '起草预案版本', params: Of, body: PlanDraft, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const line = planLine(request.params.type, packs)
        const { note } = request.body
        const { no: basedOn, body: now } = await inForceOf(tx, line)
        const body = withPartIds(alignParts(request.body.plan, now, line.shipped))
        line.refuseFaulty(body)
        const no = await insertVersion<'plan'>(tx, {
          ...{ ...line.line, body, note, basedOn, author: callerOf(request).person, state: 'draft' },
        })
        await line.note(tx, { verb: 'drafted', version: no, note })
        return { pack: line.line.pack, no, state: 'draft' as const }
      }),
  )

  app.put(
    '/api/v1/plans/:type/versions/:no',
    { schema: { summary: '修改预案草稿', params: OfVersion, body: PlanChange, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const line = planLine(request.params.type, packs)
        const row = await lockOrNone(tx, line.line, request.params.no)
        const caller = callerOf(request)
        orRefuse(mayAct('change', row, caller))
        refuseStale(row, request.body.changedAt)
        const { note, basedOn = row.basedOn } = request.body
        const body = withPartIds(alignParts(request.body.plan, row.body, line.shipped))
        line.refuseFaulty(body)
        if (basedOn !== row.basedOn) refuseOvertaken({ basedOn }, (await inForceOf(tx, line)).no)
        await changeDraft(tx, row, { body, note, basedOn, by: caller.person })
        await line.note(tx, { verb: 'changed', version: row.no, note })
        return { pack: row.pack, no: row.no, state: row.state }
      }),
  )
}

/** From a draft to the plan in force: asked by who wrote it, published by a second person, taken back in one step. */
async function turnRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const drafts = { permit: 'rule.draft' } as const
  const response = { 200: VersionDone, ...errors }
  const of = (type: string) => planLine(type, packs)

  app.post(
    '/api/v1/plans/:type/versions/:no/ask',
    { schema: { summary: '提请发布预案', params: OfVersion, body: AskBody, response }, config: drafts },
    (request) =>
      write(spine, request, async (tx) => {
        const { type, no } = request.params
        return askFor(tx, of(type), { no, by: callerOf(request), untried: request.body.untried })
      }),
  )

  app.post(
    '/api/v1/plans/:type/versions/:no/publish',
    { schema: { summary: '发布预案', params: OfVersion, body: PublishBody, response }, config: { permit: 'rule.publish' } },
    (request) =>
      write(spine, request, async (tx) => {
        const { type, no } = request.params
        return publish(tx, of(type), { no, by: callerOf(request), ...request.body })
      }),
  )

  app.post(
    '/api/v1/plans/:type/versions/:no/send-back',
    { schema: { summary: '退回预案起草人', params: OfVersion, body: NoteBody, response }, config: { permit: 'rule.read' } },
    (request) =>
      write(spine, request, async (tx) => {
        const { type, no } = request.params
        return sendBack(tx, of(type), { no, by: callerOf(request), ...request.body })
      }),
  )

  app.post(
    '/api/v1/plans/:type/versions/:no/discard',
    { schema: { summary: '丢弃预案草稿', params: OfVersion, response }, config: drafts },
    (request) =>
      write(spine, request, async (tx) => {
        const { type, no } = request.params
        return discard(tx, of(type), { no, by: callerOf(request) })
      }),
  )

  app.post(
    '/api/v1/plans/:type/versions/:no/roll-back',
    {
      schema: { summary: '退回上一版预案（提请，由第二人发布）', params: OfVersion, body: NoteBody, response },
      config: drafts,
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { type, no } = request.params
        return rollBack(tx, of(type), { no, by: callerOf(request), ...request.body })
      }),
  )
}

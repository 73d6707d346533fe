import { z } from 'zod'
import { DispatchBody, EventDone, PlainBody, SupportBody, TierBody } from '../../../contract/event.ts'
import { partName } from '../../../contract/plan-parts.ts'
import { Grade } from '../../../contract/scales.ts'
import { areaByCode } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { lockEvent, mergedInto } from '../3-event/store.ts'
import { callsPeople } from '../3-event/store-again.ts'
import { lockForVerb } from '../3-event/store-lock.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit } from './ask.ts'
import { changeLead } from './lead-change.ts'
import type { dispatchHandlers } from './on.ts'
import { addWhy, callsOfEvent, dispatchOf, holdersFor, holdersOfUnit, unitName } from './store.ts'
import { previewPlan } from './store-route.ts'
import type { Route } from './types.ts'
import { givePart, unmannedPart } from './unmanned.ts'

const Id = z.object({ id: z.uuid() })
type Deps = { spine: Spine; packs: Packs; calendar: WorkCalendar; handlers: ReturnType<typeof dispatchHandlers> }

/** Dispatch by hand, undo within 8 s, more units, up and down the tiers; and "who would get it". */
export async function dispatchRoutes(app: App, { spine, packs, calendar, handlers }: Deps): Promise<void> {
  const response = { 200: EventDone, ...errors }
  const done = async (tx: Tx, id: string): Promise<z.infer<typeof EventDone>> => {
    const event = (await lockEvent(tx, id))!
    return { id, state: event.state, version: event.version }
  }

  app.post(
    '/api/v1/events/:id/dispatch',
    { schema: { summary: '派遣', params: Id, body: DispatchBody, response }, config: { permit: 'event.dispatch' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'dispatch', { id: request.params.id, version: request.body.version })
        if (event.state !== 'open')
          throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'dispatch' } })
        if (request.body.lead && !(await unitName(tx, request.body.lead)))
          throw new RefusalError({ code: 'work-order.unit-unknown', details: { unit: request.body.lead } })
        await handlers.dispatch(tx, event.id, { mode: 'person', lead: request.body.lead ?? null })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/undo',
    { schema: { summary: '撤销派遣（8 秒内）', params: Id, body: PlainBody, response }, config: { permit: 'event.dispatch' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'undo', { id: request.params.id, version: request.body.version })
        const dispatch = await dispatchOf(tx, event.id)
        const answered = (await callsOfEvent(tx, event.id)).some((call) => call.answered_at !== null)
        if (!dispatch?.undo_until || tx.now >= dispatch.undo_until || answered) throw new RefusalError({ code: 'undo.late' })
        // Whoever was called for what was merged in, or for the alarm, is called by this dispatch only.
        if ((await mergedInto(tx, event.id)).length > 0 || (await callsPeople(tx, packs, event.id)))
          throw new RefusalError({ code: 'undo.at-work' })
        await tx.record({ kind: 'event.dispatch-undone', subject: event.id, area: event.area, body: { event: event.id } })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/support',
    { schema: { summary: '加派支援', params: Id, body: SupportBody, response }, config: { permit: 'event.dispatch' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'urge', { id: request.params.id, version: request.body.version })
        await assist(tx, event, request.body)
        return done(tx, event.id)
      }),
  )

  async function assist(tx: Tx, event: EventRecord, body: z.infer<typeof SupportBody>): Promise<void> {
    const holders = await holdersOfUnit(tx, body.unit, tx.now)
    const first = holders[0]
    const row = await dispatchOf(tx, event.id)
    if (!first || !row) throw new RefusalError({ code: 'work-order.unit-unknown', details: { unit: body.unit } })
    const vacant = body.part ? await unmannedPart(tx, event.id, body.part) : null
    const helps = body.as === undefined ? null : row.plan.assist.find(({ id }) => id === body.as)
    if (helps === undefined) throw new RefusalError({ code: 'thing.not-found' })
    const route: Route = {
      unit: first.unit,
      unitName: first.unit_name,
      role: 'assist',
      reason: 'support',
      holders,
      step: 0,
      mandatory: body.mandatory || (vacant?.mandatory ?? false),
      part: vacant?.part ?? (helps && partName(helps)),
    }
    await askUnit(tx, event, route, { plan: row.plan, calendar, hold: false })
    await addWhy(tx, event.id, [{ unit: first.unit, unitName: first.unit_name, role: 'assist', reason: 'support' }])
    if (vacant) await givePart(tx, event, vacant, route)
  }

  for (const verb of ['raise', 'hand-down'] as const) {
    app.post(
      `/api/v1/events/:id/${verb}`,
      {
        schema: { summary: verb === 'raise' ? '提请上级牵头' : '下交办理', params: Id, body: TierBody, response },
        config: { permit: 'event.raise' },
      },
      (request) =>
        write(spine, request, async (tx) => {
          const event = await lockForVerb(tx, request, 'urge', { id: request.params.id, version: request.body.version })
          await changeTier(tx, event, verb, request.body)
          return done(tx, event.id)
        }),
    )
  }

  /** The new tier's duty post leads from now on; on the limits that run; the unit that led goes on assisting, its clocks untouched. */
  async function changeTier(
    tx: Tx,
    event: EventRecord,
    verb: 'raise' | 'hand-down',
    body: z.infer<typeof TierBody>,
  ): Promise<void> {
    const tiers = ['town', 'district', 'city'] as const
    const at = tiers.indexOf(event.tier) + (verb === 'raise' ? 1 : -1)
    const tier = tiers[at]
    if (!tier) throw new RefusalError({ code: 'event.state', details: { state: event.tier, verb } })
    const holders = body.to
      ? await holdersOfUnit(tx, body.to, tx.now)
      : await holdersFor(tx, { postKind: `${tier}-duty`, tier }, event.area, tx.now)
    const first = holders[0]
    const row = await dispatchOf(tx, event.id)
    if (!first || !row) throw new RefusalError({ code: 'work-order.unit-unknown', details: { unit: body.to ?? tier } })
    const kind = verb === 'raise' ? 'event.raised-up' : 'event.handed-down'
    await tx.record({
      kind,
      subject: event.id,
      area: event.area,
      body: { event: event.id, to: first.unit, toName: first.unit_name, reason: body.reason, tier },
    })
    await changeLead(tx, event, { row, holders, reason: 'tier', calendar })
  }

  app.get(
    '/api/v1/plans/try',
    {
      schema: {
        summary: '会派给谁',
        querystring: z.object({ type: z.string().max(80), area: z.string().max(20), grade: Grade }),
        response: { 200: z.unknown(), ...errors },
      },
      config: { permit: 'plan.try' },
    },
    async (request) => {
      const { type, grade } = request.query
      const area = await areaByCode(spine, request.query.area)
      const preview =
        area && inScope(callerOf(request).scope, area.path)
          ? await previewPlan(spine, packs, { type, area: area.path, grade, object: null }, spine.clock.now())
          : null
      if (!preview) throw new RefusalError({ code: 'thing.not-found' })
      return {
        plan: preview.plan,
        version: preview.version,
        acceptS: preview.acceptS,
        arriveS: preview.arriveS,
        steps: preview.steps,
      }
    },
  )
}

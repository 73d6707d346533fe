import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  EventLeadRequests,
  type LeadRequest,
  LeadRequestAgree,
  LeadRequestDone,
  LeadRequestNew,
  LeadRequestPage,
  LeadRequestReason,
  LeadRequestRule,
} from '../../../../contract/lead-request.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { visibleEvent } from '../../3-event/store.ts'
import { lockForVerb } from '../../3-event/store-lock.ts'
import { leadLimits } from '../../4-dispatch/store-lead.ts'
import { actingOf, agree, askableOf, askLead, choicesOf, lockForAct, refuseLead, rule, withdraw } from './lead-request.ts'
import { requestRuns } from './rules/lead-request-life.ts'
import { type Acting, allowedOn } from './rules/may-answer.ts'
import { type LeadRequestLine, requestsFor, requestsOf } from './store.ts'

export type LeadRequestDeps = { spine: Spine; packs: Packs; calendar: WorkCalendar }
const Id = z.object({ id: z.uuid() })
const done = { 200: LeadRequestDone, ...errors }

/** Requests of one district to another to lead a case (移交请求): asked by whoever leads, answered by the asked hub, ruled on by the city. */
export async function leadRequestRoutes(app: App, deps: LeadRequestDeps): Promise<void> {
  readRoutes(app, deps)
  actRoutes(app, deps)
  app.post(
    '/api/v1/events/:id/lead-requests',
    {
      schema: { summary: '请求他区接手主责', params: Id, body: LeadRequestNew, response: done },
      config: { permit: 'event.ask-lead' },
    },
    (request) =>
      write(deps.spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'urge', { id: request.params.id })
        return askLead(tx, { caller: callerOf(request), event, given: request.body, calendar: deps.calendar })
      }),
  )
}

function readRoutes(app: App, { spine, packs }: LeadRequestDeps): void {
  const config = { permit: 'event.read' } as const
  app.get(
    '/api/v1/events/:id/lead-requests',
    { schema: { summary: '事件的移交请求', params: Id, response: { 200: EventLeadRequests, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      const event = await visibleEvent(spine, caller, request.params.id)
      if (!event) throw new RefusalError({ code: 'thing.not-found' })
      const acting = await actingOf(spine, caller)
      const rows = await viewsOf(spine, packs, await requestsOf(spine, event.id), acting)
      const runs = rows.some(({ state }) => requestRuns(state))
      const askable = runs ? [] : await askableOf(spine, acting, event)
      return { rows, askable: askable.map(({ district, name }) => ({ district, name })), at: spine.clock.now().toISOString() }
    },
  )
  app.get(
    '/api/v1/lead-requests',
    { schema: { summary: '请求本区接手、本区提出和待市级裁定的移交', response: { 200: LeadRequestPage, ...errors } }, config },
    async (request) => {
      const rows = await viewsOf(spine, packs, ...(await ownRequests(spine, callerOf(request))))
      const waiting = rows.filter(({ allowed }) => allowed.some((action) => action !== 'withdraw')).length
      return { rows, waiting, at: spine.clock.now().toISOString() }
    },
  )
}

/** Only hubs have requests: whoever sees single cases, or answers for a town, has none here. */
async function ownRequests(db: Db, caller: Caller): Promise<[LeadRequestLine[], Acting | null]> {
  const acting = caller.sight === 'area' ? await actingOf(db, caller) : null
  return [acting ? await requestsFor(db, acting.district) : [], acting]
}

function actRoutes(app: App, { spine }: LeadRequestDeps): void {
  const ask = { permit: 'event.ask-lead' } as const
  app.post(
    '/api/v1/lead-requests/:id/agree',
    { schema: { summary: '同意接手', params: Id, body: LeadRequestAgree, response: done }, config: ask },
    (request) => write(spine, request, async (tx) => agree(tx, await lockForAct(tx, callerOf(request), of(request, 'agree')))),
  )
  app.post(
    '/api/v1/lead-requests/:id/refuse',
    { schema: { summary: '不同意接手', params: Id, body: LeadRequestReason, response: done }, config: ask },
    (request) =>
      write(spine, request, async (tx) =>
        refuseLead(tx, await lockForAct(tx, callerOf(request), of(request, 'refuse')), request.body.reason),
      ),
  )
  app.post(
    '/api/v1/lead-requests/:id/withdraw',
    { schema: { summary: '撤回移交请求', params: Id, body: LeadRequestAgree, response: done }, config: ask },
    (request) =>
      write(spine, request, async (tx) => withdraw(tx, await lockForAct(tx, callerOf(request), of(request, 'withdraw')))),
  )
  app.post(
    '/api/v1/lead-requests/:id/rule',
    {
      schema: { summary: '市级裁定由哪个区主责', params: Id, body: LeadRequestRule, response: done },
      config: { permit: 'event.rule-lead' },
    },
    (request) =>
      write(spine, request, async (tx) => rule(tx, await lockForAct(tx, callerOf(request), of(request, 'rule')), request.body)),
  )
}

type Asked = FastifyRequest & { params: { id: string }; body: { version: number } }
const of = <A extends 'agree' | 'refuse' | 'withdraw' | 'rule'>({ params, body }: Pick<Asked, 'params' | 'body'>, action: A) => ({
  ...{ id: params.id, version: body.version, action },
})

const viewsOf = (db: Db, packs: Packs, rows: LeadRequestLine[], acting: Acting | null): Promise<LeadRequest[]> =>
  Promise.all(rows.map((row) => viewOf(db, packs, row, acting)))

async function viewOf(db: Db, packs: Packs, row: LeadRequestLine, acting: Acting | null): Promise<LeadRequest> {
  const allowed = acting ? allowedOn({ state: row.state, from: row.from_district, to: row.to_district }, acting) : []
  const limits = await leadLimits(db, row.event)
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  const choices = allowed.includes('rule') ? await choicesOf(db, row) : []
  return {
    ...{
      id: row.id,
      event: row.event,
      no: row.no,
      typeName: packs.typeOf(row.type)?.type.name ?? { zh: row.type, en: row.type },
    },
    ...{ grade: row.grade, eventState: row.event_state, state: row.state },
    from: { district: row.from_district, name: row.from_name, unitName: row.from_unit_name },
    to: { district: row.to_district, name: row.to_name, unitName: row.to_unit_name },
    ...{ reason: row.reason, evidence: row.evidence, pieces: row.pieces },
    ...{ askedAt: row.asked_at.toISOString(), answerBy: row.answer_by.toISOString() },
    answer: row.answered_how ? { how: row.answered_how, reason: row.answer_reason, at: row.answered_at!.toISOString() } : null,
    ruleBy: iso(row.rule_by),
    ruling: row.ruled_to ? { name: row.ruled_name ?? row.ruled_to, reason: row.ruling!, at: row.ruled_at!.toISOString() } : null,
    arriveBy: limits?.arrived_at ? null : iso(limits?.arrive_by ?? null),
    finishBy: iso(limits?.finish_by ?? null),
    choices: choices.map(({ district, name }) => ({ district, name })),
    ...{ allowed, version: row.version },
  }
}

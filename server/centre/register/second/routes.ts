import { z } from 'zod'
import {
  type ObjectRequest,
  ObjectRequestAnswer,
  ObjectRequestDone,
  ObjectRequestQuery,
  ObjectRequests,
  ObjectRequestVerb,
} from '../../../../contract/object-requests.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { narrowed, readPrefixes } from '../../desk/store-sight.ts'
import type { RegisterDeps } from '../routes.ts'
import { keeperOf } from '../routes-acts.ts'
import { answerRequest } from './answer.ts'
import { mayAnswer } from './rules/may-answer.ts'
import { type RequestRow, readWaiting, tierOfUnit } from './store.ts'

const Id = z.object({ id: z.uuid() })
const summaries = { confirm: '确认台账变更', refuse: '不同意台账变更', withdraw: '撤回台账变更' } as const
/** So many are shown; whoever has more looks by area. */
const most = 100

/** 离开红、橙的台账变更是两个人的事: one asks by changing, a second of the same tier or above confirms or refuses, within a day. */
export async function secondRoutes(app: App, deps: RegisterDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/object-requests',
    {
      schema: {
        summary: '待第二人确认的台账变更',
        querystring: ObjectRequestQuery,
        response: { 200: ObjectRequests, ...errors },
      },
      config: { permit: 'object.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const { area, object = null } = request.query
      const areas = narrowed(caller.scope, await readPrefixes(spine, area))
      const rows = areas.length > 0 ? await readWaiting(spine, { areas, object }, most) : []
      const tier = await tierOfUnit(spine, caller.unit)
      return {
        rows: rows.map((row) => shown(row, caller, tier)),
        total: rows[0]?.total ?? 0,
        at: spine.clock.now().toISOString(),
      }
    },
  )
  for (const verb of ObjectRequestVerb.options)
    app.post(
      `/api/v1/object-requests/:id/${verb}`,
      {
        schema: {
          summary: summaries[verb],
          params: Id,
          body: ObjectRequestAnswer,
          response: { 200: ObjectRequestDone, ...errors },
        },
        config: { permit: 'object.confirm' },
      },
      (request) =>
        write(spine, request, (tx) =>
          answerRequest(tx, keeperOf(deps, request), { id: request.params.id, verb, note: request.body.note ?? null }),
        ),
    )
}

/** As a reader sees it, with what they may do about it. */
function shown(row: RequestRow, by: Pick<Caller, 'person' | 'permits'>, tier: string): ObjectRequest {
  const { id, object, name, kind, areaName, state, changes, leaves, reason, sheet, evidence, askedByName } = row
  const may = (verb: ObjectRequestVerb) => mayAnswer(verb, row, { person: by.person, tier })
  const confirm = may('confirm')
  return {
    ...{ id, object, name, kind, areaName, state, changes, leaves, reason, sheet, evidence, askedByName },
    ...{ askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString() },
    allowed: by.permits.has('object.confirm') ? ObjectRequestVerb.options.filter((verb) => may(verb).ok) : [],
    why: confirm.ok ? null : sayRefusal(confirm.refusal.code, confirm.refusal.details),
  }
}
